package dev.signalbox.streaming.attempt;

import dev.signalbox.kit.http.Peers;
import dev.signalbox.streaming.budget.BudgetProperties;
import dev.signalbox.streaming.budget.ReserveBudgets;
import dev.signalbox.streaming.meter.GenAiMetrics;
import dev.signalbox.streaming.meter.Meter;
import dev.signalbox.streaming.provider.CatalogueProperties;
import dev.signalbox.streaming.provider.Models;
import dev.signalbox.streaming.wire.openai.ChatAnswerReader;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.concurrent.Executors;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({AttemptProperties.class, CatalogueProperties.class})
class AttemptConfiguration {

  @Bean
  Models models(CatalogueProperties catalogue, Peers peers, Clock clock) {
    return new Models(catalogue, peers.simulator(), clock);
  }

  @Bean(destroyMethod = "shutdownNow")
  HttpClient providerClient(AttemptProperties limits) {
    return HttpClient.newBuilder()
        .connectTimeout(limits.connect())
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  @Bean
  AnswerChat answerChat(
      Models models,
      Meter meter,
      ReserveBudgets budgets,
      BudgetProperties budgetProperties,
      HttpClient providerClient,
      AttemptProperties limits,
      Clock clock,
      JsonMapper json,
      GenAiMetrics metrics) {
    Attempt attempt =
        new Attempt(
            new AdmitAttempt(budgets, new WorstCase(models, budgetProperties), meter),
            meter,
            new ProviderRequests(providerClient, limits),
            new ChatAnswerReader(json),
            new ErrorChunks(json),
            limits,
            clock);
    return new AnswerChat(models, attempt, new Breakers(limits.breaker()), limits, clock, metrics);
  }
}
