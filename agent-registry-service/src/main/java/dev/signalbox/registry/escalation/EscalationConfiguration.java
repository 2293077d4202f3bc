package dev.signalbox.registry.escalation;

import dev.signalbox.kit.housekeeping.Expiry;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class EscalationConfiguration {

  /** Those that arrived or were given up. */
  @Bean
  Expiry escalationsExpire(EscalationSettings settings) {
    return new Expiry(
        "escalation_deliveries", "created_at", settings.retention(), "next_attempt_at IS NULL");
  }
}
