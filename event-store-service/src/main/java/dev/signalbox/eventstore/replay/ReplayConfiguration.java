package dev.signalbox.eventstore.replay;

import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogViews;
import java.time.Clock;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class ReplayConfiguration {

  @Bean
  Replaying replaying(
      Replays replays,
      LogRanges ranges,
      @Qualifier(LogViews.WITH_ARCHIVES) EventLog log,
      ReplayProperties properties,
      Clock clock) {
    return new Replaying(replays, ranges, log, properties, clock);
  }

  @Bean
  PublishingReplays publishingReplays(
      Replays replays,
      @Qualifier(LogViews.WITH_ARCHIVES) EventLog log,
      Republication republication,
      Clock clock) {
    return new PublishingReplays(replays, log, republication, clock);
  }
}
