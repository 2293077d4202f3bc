package dev.signalbox.routing.run;

import dev.signalbox.kit.housekeeping.Expiry;
import dev.signalbox.kit.http.Peers;
import dev.signalbox.kit.http.PlatformHttp;
import dev.signalbox.routing.agent.KnownAgents;
import dev.signalbox.routing.arbiter.ModelArbiter;
import dev.signalbox.routing.decision.Arbiter;
import dev.signalbox.routing.decision.ChooseAgent;
import dev.signalbox.routing.decision.ConfirmedExamples;
import dev.signalbox.routing.decision.DecisionProperties;
import dev.signalbox.routing.decision.LearnAgents;
import dev.signalbox.routing.decision.RecordedRuns;
import dev.signalbox.routing.embedding.EmbeddingModel;
import dev.signalbox.routing.embedding.KeptEmbeddings;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts together what chooses the agent. */
@Configuration(proxyBeanMethods = false)
class ChoiceConfiguration {

  @Bean
  EmbeddingModel embeddingModel(RoutingProperties properties) {
    return new EmbeddingModel(properties.embedding().threads(), properties.embedding().queue());
  }

  @Bean
  EmbedAhead embedAhead(EmbeddingModel model) {
    return new EmbedAhead(model.forMessages());
  }

  @Bean
  ChooseAgent chooseAgent(
      EmbedAhead embedder,
      RoutingProperties properties,
      DecisionProperties decision,
      JdbcClient jdbc,
      Clock clock,
      Arbiter arbiter) {
    return new ChooseAgent(
        embedder, properties.threshold(), decision, new RecordedRuns(jdbc, clock), arbiter);
  }

  @Bean
  ConfirmedExamples confirmedExamples(JdbcClient jdbc, Clock clock, DecisionProperties decision) {
    return new ConfirmedExamples(jdbc, clock, decision.feedback().mostOfAnAgent());
  }

  @Bean
  LearnAgents learnAgents(
      KnownAgents agents,
      ChooseAgent chooseAgent,
      EmbeddingModel model,
      ConfirmedExamples confirmed,
      DecisionProperties decision,
      JdbcClient jdbc,
      Clock clock) {
    return new LearnAgents(
        agents,
        chooseAgent,
        () -> new KeptEmbeddings(jdbc, clock, model.inBackground()),
        confirmed::all,
        decision.feedback().interval());
  }

  @Bean
  Expiry embeddingsExpire() {
    return new Expiry("embedded_texts", "used_at", KeptEmbeddings.KEPT);
  }

  @Bean
  DecideAgent decideAgent(ChooseAgent chooseAgent, RoutingProperties properties, Clock clock) {
    return new DecideAgent(chooseAgent, properties.agentsPatience(), clock);
  }

  @Bean
  Arbiter arbiter(PlatformHttp http, Peers peers, DecisionProperties decision) {
    DecisionProperties.ArbiterSettings settings = decision.arbiter();
    return settings.enabled()
        ? new ModelArbiter(
            http.restClient(peers.streaming().toString()), settings.model(), settings.deadline())
        : Arbiter.NONE;
  }
}
