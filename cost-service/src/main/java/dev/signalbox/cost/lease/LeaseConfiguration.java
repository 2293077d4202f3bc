package dev.signalbox.cost.lease;

import dev.signalbox.kit.housekeeping.Expiry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LeaseConfiguration {

  /** Those that hold nothing any more. */
  @Bean
  Expiry closedLeasesExpire(LeaseSettings settings) {
    return new Expiry("leases", "closed_at", settings.retention(), "reserved = settled");
  }
}
