package dev.signalbox.routing.relay;

import dev.signalbox.kit.housekeeping.Expiry;
import dev.signalbox.routing.conversation.Messages;
import dev.signalbox.routing.model.ModelGateway;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Puts together what agents are shown. */
@Configuration(proxyBeanMethods = false)
class RelayConfiguration {

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
      ModelGateway models,
      RelayProperties properties,
      Clock clock) {
    return new SummariseOlder(summaries, messages, models, properties.summary(), clock);
  }
}
