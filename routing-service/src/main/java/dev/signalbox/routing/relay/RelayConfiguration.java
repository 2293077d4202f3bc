package dev.signalbox.routing.relay;

import dev.signalbox.kit.housekeeping.Expiry;
import dev.signalbox.kit.token.TokenCounter;
import dev.signalbox.routing.conversation.MessageTokens;
import dev.signalbox.routing.conversation.Messages;
import dev.signalbox.routing.model.ModelGateway;
import java.time.Clock;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts together what agents are shown. */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

  @Bean
  MessageTokens messageTokens() {
    return new MessageTokens(new TokenCounter());
  }

  /** Lest the first message wait for it. */
  @Bean
  ApplicationRunner readTheVocabulary(MessageTokens tokens) {
    return arguments ->
        Thread.ofVirtual().name("read-vocabulary").start(() -> tokens.stored("Hello"));
  }

  @Bean
  Summaries summaries(JdbcClient jdbc, Clock clock) {
    return new Summaries(jdbc, clock);
  }

  @Bean
  Relays relays(JdbcClient jdbc, Clock clock) {
    return new Relays(jdbc, clock);
  }

  @Bean
  Expiry relaysExpire(RelayProperties properties) {
    return new Expiry("relays", "created_at", properties.kept());
  }

  @Bean
  SummariseOlder summariseOlder(
      Summaries summaries,
      Messages messages,
      MessageTokens tokens,
      ModelGateway models,
      RelayProperties properties,
      Clock clock) {
    return new SummariseOlder(summaries, messages, tokens, models, properties.summary(), clock);
  }
}
