package dev.signalbox.streaming.limit;

import dev.signalbox.kit.housekeeping.Expiry;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Duration;
import java.util.UUID;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitProperties.class)
class LimitConfiguration {

  /** Whatever the clocks of replicas say, nothing is deleted that still counts. */
  private static final Duration SURELY_OVER = Duration.ofHours(1);

  @Bean
  Holdings holdings(LimitProperties properties, MeterRegistry registry) {
    Holdings holdings = new Holdings(properties.slices(), System::nanoTime);
    Gauge.builder("signalbox.streaming.limits.held", holdings, Holdings::count)
        .description("Limits that this replica counts")
        .register(registry);
    return holdings;
  }

  @Bean
  UsageExchange usageExchange(
      Holdings holdings, JdbcClient database, LimitProperties properties, MeterRegistry registry) {
    return new UsageExchange(
        holdings,
        new UsageWindows(database, UUID.randomUUID().toString(), properties.slices()),
        System::nanoTime,
        registry);
  }

  @Bean
  OwnLimits ownLimits(
      JdbcClient database, PlatformTransactionManager transactions, LimitProperties properties) {
    return new OwnLimits(
        database, new TransactionTemplate(transactions), properties.slices().maxOwn());
  }

  @Bean
  LimitsInForce limitsInForce(OwnLimits ownLimits, LimitProperties properties) {
    return new LimitsInForce(ownLimits, properties);
  }

  @Bean
  LimitStandings limitStandings(LimitsInForce inForce, JdbcClient database) {
    return new LimitStandings(inForce, database);
  }

  @Bean
  UsageLimits usageLimits(
      LimitsInForce inForce,
      LimitProperties properties,
      Holdings holdings,
      UsageExchange exchange,
      MeterRegistry registry) {
    return new UsageLimits(
        inForce, properties.slices().patience(), holdings, exchange, System::nanoTime, registry);
  }

  @Bean(destroyMethod = "giveBackEverything")
  LimitUpkeep limitUpkeep(UsageExchange exchange, OwnLimits ownLimits) {
    return new LimitUpkeep(exchange, ownLimits);
  }

  @Bean
  Expiry usageWindowsExpire() {
    return new Expiry("usage_window", "window_end", SURELY_OVER);
  }

  @Bean
  Expiry usagePermitsExpire() {
    return new Expiry("usage_permit", "valid_until", SURELY_OVER);
  }
}
