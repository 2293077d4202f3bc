package dev.signalbox.streaming.attempt;

import dev.signalbox.kit.http.Peers;
import dev.signalbox.streaming.meter.GenAiMetrics;
import dev.signalbox.streaming.meter.Meter;
import dev.signalbox.streaming.provider.CatalogueProperties;
import dev.signalbox.streaming.provider.Models;
import dev.signalbox.streaming.wire.openai.ChatProtocol;
import java.net.http.HttpClient;
import java.time.Clock;
import java.util.List;
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
  WireProtocols wireProtocols(JsonMapper json) {
    return new WireProtocols(List.of(new ChatProtocol(json)));
  }

  @Bean
  AnswerCall answerCall(
      Models models,
      WireProtocols protocols,
      Meter meter,
      HttpClient providerClient,
      AttemptProperties limits,
      Clock clock,
      GenAiMetrics metrics) {
    ProviderRequests requests = new ProviderRequests(protocols, providerClient, limits);
    return new AnswerCall(
        models,
        requests,
        new Attempt(meter, requests, limits, clock),
        new Breakers(limits.breaker()),
        limits,
        clock,
        metrics);
  }
}
