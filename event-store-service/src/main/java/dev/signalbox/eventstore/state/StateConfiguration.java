package dev.signalbox.eventstore.state;

import dev.signalbox.kit.housekeeping.Expiry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class StateConfiguration {

  @Bean
  Expiry snapshotsExpire(StateProperties properties) {
    return new Expiry("stream_snapshots", "taken_at", properties.keepSnapshots());
  }
}
