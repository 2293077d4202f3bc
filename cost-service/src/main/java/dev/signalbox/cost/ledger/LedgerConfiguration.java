package dev.signalbox.cost.ledger;

import dev.signalbox.kit.housekeeping.Expiry;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class LedgerConfiguration {

  private static final Duration LONGEST_SPAN = Duration.ofDays(31);

  /** Longer than any period that advice is given for. */
  private static final Duration ADVICE = Duration.ofDays(400);

  /** An attempt that is told of late still finds what of its day or month is used up. */
  @Bean
  Expiry freeQuotaUsesExpire(LedgerSettings settings) {
    return new Expiry("free_quota_uses", "starts", settings.oldestAttempt().plus(LONGEST_SPAN));
  }

  @Bean
  Expiry agentUsageExpires() {
    return new Expiry("agent_usage", "day", ADVICE);
  }

  @Bean
  Expiry agentUsageCountsExpire() {
    return new Expiry("agent_usage_counts", "day", ADVICE);
  }
}
