package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.budget.BudgetProperties;
import dev.signalbox.streaming.budget.ReserveBudgets;
import dev.signalbox.streaming.limit.UsageLimits;
import dev.signalbox.streaming.meter.GenAiMetrics;
import dev.signalbox.streaming.meter.Meter;
import dev.signalbox.streaming.price.CostQuotes;
import dev.signalbox.streaming.provider.Catalogue;
import dev.signalbox.streaming.wire.anthropic.MessagesProtocol;
import dev.signalbox.streaming.wire.bedrock.ConverseProtocol;
import dev.signalbox.streaming.wire.cohere.CohereProtocol;
import dev.signalbox.streaming.wire.gemini.GeminiProtocol;
import dev.signalbox.streaming.wire.openai.ChatProtocol;
import dev.signalbox.streaming.wire.responses.ResponsesProtocol;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.random.RandomGenerator;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(AttemptProperties.class)
class AttemptConfiguration {

  @Bean(destroyMethod = "shutdownNow")
  HttpClient providerClient(AttemptProperties limits) {
    return HttpClient.newBuilder()
        .connectTimeout(limits.connect())
        .followRedirects(HttpClient.Redirect.NEVER)
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  @Bean(destroyMethod = "shutdownNow")
  ExecutorService hedgedAttempts() {
    return Executors.newVirtualThreadPerTaskExecutor();
  }

  @Bean
  WireProtocols wireProtocols(JsonMapper json) {
    return new WireProtocols(
        List.of(
            new ChatProtocol(json),
            new ResponsesProtocol(json),
            new MessagesProtocol(json),
            new GeminiProtocol(json),
            new CohereProtocol(json),
            new ConverseProtocol(json)));
  }

  @Bean
  AnswerCall answerCall(
      Catalogue catalogue,
      WireProtocols protocols,
      Meter meter,
      ReserveBudgets budgets,
      BudgetProperties budgetProperties,
      HttpClient providerClient,
      ExecutorService hedgedAttempts,
      UsageLimits usageLimits,
      CostQuotes costQuotes,
      AttemptProperties limits,
      Clock clock,
      GenAiMetrics metrics,
      ObservationRegistry observations,
      MeterRegistry registry) {
    ProviderRequests requests = new ProviderRequests(protocols, providerClient, limits);
    Gauge.builder("signalbox.streaming.buffered", requests, ProviderRequests::buffered)
        .baseUnit("bytes")
        .description("Answers of providers that wait for their clients to read")
        .register(registry);
    AdmitAttempt admit =
        new AdmitAttempt(
            budgets, new WorstCase(catalogue, budgetProperties), meter, limits.cutAtCeiling());
    PassOn answers =
        new PassOn(requests, new CompleteAttempt(costQuotes, meter), metrics, limits, clock);
    Balancer balancer = new Balancer(limits.breaker().maxModels(), RandomGenerator.getDefault());
    Attempts attempts =
        new Attempts(
            requests,
            new Attempt(admit, meter, answers, new ObserveAttempts(observations), limits, clock),
            balancer,
            limits,
            hedgedAttempts,
            clock);
    return new AnswerCall(catalogue, balancer, usageLimits, attempts, clock, metrics);
  }
}
