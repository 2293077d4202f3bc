package dev.signalbox.cost.budget;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How budgets are kept.
 *
 * @param most how many there may be: every streaming replica has all of them in memory
 * @param changePatience how long a change waits for what is being reckoned
 * @param retention how long the counters of ended periods are kept
 */
@ConfigurationProperties("signalbox.cost.budgets")
public record BudgetSettings(
    @DefaultValue("10000") int most,
    @DefaultValue("2s") Duration changePatience,
    @DefaultValue("400d") Duration retention) {

  public BudgetSettings {
    require(most >= 1 && most <= 100_000, "most must be between 1 and 100000");
    require(changePatience.toMillis() >= 1, "change-patience must be longer than nothing");
    require(retention.compareTo(Duration.ofDays(31)) >= 0, "retention must be at least 31 days");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.cost.budgets." + rule);
    }
  }
}
