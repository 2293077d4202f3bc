package dev.signalbox.streaming.budget;

import dev.signalbox.kit.http.Peers;
import dev.signalbox.kit.http.PlatformHttp;
import dev.signalbox.streaming.meter.SliceRecords;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(BudgetProperties.class)
class BudgetConfiguration {

  @Bean
  KnownBudgets knownBudgets() {
    return new KnownBudgets();
  }

  @Bean
  HeldSlices heldSlices(BudgetProperties properties, MeterRegistry registry) {
    HeldSlices held = new HeldSlices(properties.maxSlices());
    Gauge.builder("signalbox.streaming.budget.slices", held, HeldSlices::count)
        .description("Slices of budgets that this replica holds")
        .register(registry);
    return held;
  }

  @Bean
  KnownRates knownRates() {
    return new KnownRates();
  }

  @Bean
  Lessor lessor(PlatformHttp http, JsonMapper json, Peers peers) {
    return new LeaseClient(http, json, peers.cost());
  }

  @Bean
  AskForSlices askForSlices(
      HeldSlices held,
      KnownRates rates,
      SliceRecords records,
      Lessor lessor,
      BudgetProperties properties) {
    return new AskForSlices(held, rates, records, lessor, properties);
  }

  @Bean
  ReserveBudgets reserveBudgets(
      KnownBudgets budgets,
      KnownRates rates,
      HeldSlices held,
      AskForSlices ask,
      Lessor lessor,
      BudgetProperties properties,
      Clock clock) {
    return new ReserveBudgets(
        budgets, new LearnBudgets(budgets, lessor), rates, held, ask, properties, clock);
  }

  @Bean(destroyMethod = "giveBackEverything")
  SliceUpkeep sliceUpkeep(
      KnownBudgets budgets, HeldSlices held, AskForSlices ask, BudgetProperties properties) {
    return new SliceUpkeep(budgets, held, ask, properties);
  }
}
