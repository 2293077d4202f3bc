package dev.signalbox.registry.health;

import dev.signalbox.kit.housekeeping.Expiry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

@Configuration(proxyBeanMethods = false)
@EnableScheduling
class HealthConfiguration {

  private static final Duration LOST = Duration.ofDays(1);

  @Bean
  Expiry minutesExpire(HealthSettings settings) {
    return new Expiry("agent_health_minutes", "minute", settings.retention());
  }

  /** Runs whose end was never heard of. */
  @Bean
  Expiry runsExpire() {
    return new Expiry("agent_runs", "started_at", LOST);
  }
}
