package dev.signalbox.cost.lease;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How budgets are leased.
 *
 * @param duration how long attempts may begin under a lease
 * @param share a lease takes at most one part in so many of what is left, unless a single attempt
 *     needs more
 * @param lockPatience how long a grant waits for others that grant or settle the same budget
 * @param retention how long leases that are over are kept
 */
@ConfigurationProperties("signalbox.cost.leases")
record LeaseSettings(
    @DefaultValue("60s") Duration duration,
    @DefaultValue("10") int share,
    @DefaultValue("500ms") Duration lockPatience,
    @DefaultValue("1d") Duration retention) {

  LeaseSettings {
    require(duration.toSeconds() >= 1 && duration.toHours() < 1, "duration must be from 1s to 1h");
    require(share >= 1 && share <= 1_000, "share must be between 1 and 1000");
    require(lockPatience.toMillis() >= 1, "lock-patience must be longer than nothing");
    require(retention.toHours() >= 1, "retention must be at least 1h");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.cost.leases." + rule);
    }
  }
}
