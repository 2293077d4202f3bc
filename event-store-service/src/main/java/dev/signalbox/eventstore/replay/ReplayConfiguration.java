package dev.signalbox.eventstore.replay;

import dev.signalbox.eventstore.log.EventLog;
import java.time.Clock;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

  @Bean
  Replaying replaying(Replays replays, EventLog log, ReplayProperties properties, Clock clock) {
    return new Replaying(replays, log, properties, clock);
  }

  @Bean
  PublishingReplays publishingReplays(
      Replays replays, EventLog log, Republication republication, Clock clock) {
    return new PublishingReplays(replays, log, republication, clock);
  }
}
