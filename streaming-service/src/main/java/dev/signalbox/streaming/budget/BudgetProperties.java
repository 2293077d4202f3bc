package dev.signalbox.streaming.budget;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How hard budgets are kept.
 *
 * @param patience how long an attempt waits for its part of a budget
 * @param firstPatience how long one waits for the budgets to become known after a start
 * @param attemptsPerSlice how many attempts like the one at hand a slice should last for at least
 * @param sliceLife after which no attempt begins under a slice
 * @param idle after which a slice that is not used is given back
 * @param maxSlices how many there may be; the one unused for longest is given back
 * @param contextWindow tokens of input that no unknown model takes more of
 * @param maxOutput tokens of output that no unknown model exceeds
 */
@ConfigurationProperties("signalbox.streaming.budgets")
public record BudgetProperties(
    @DefaultValue("5s") Duration patience,
    @DefaultValue("10s") Duration firstPatience,
    @DefaultValue("20") int attemptsPerSlice,
    @DefaultValue("60s") Duration sliceLife,
    @DefaultValue("15s") Duration idle,
    @DefaultValue("10000") int maxSlices,
    @DefaultValue("2000000") long contextWindow,
    @DefaultValue("131072") long maxOutput) {

  public BudgetProperties {
    require(patience.toMillis() >= 1, "patience must be longer than nothing");
    require(firstPatience.toMillis() >= 1, "first-patience must be longer than nothing");
    require(
        attemptsPerSlice >= 1 && attemptsPerSlice <= 1_000,
        "attempts-per-slice must be between 1 and 1000");
    require(sliceLife.compareTo(patience) > 0, "slice-life must be longer than patience");
    require(idle.toMillis() >= 1, "idle must be longer than nothing");
    require(maxSlices >= 1, "max-slices must be at least 1");
    require(contextWindow >= 1, "context-window must be at least 1");
    require(maxOutput >= 1, "max-output must be at least 1");
  }

  private static void require(boolean holds, String rule) {
    if (!holds) {
      throw new IllegalArgumentException("signalbox.streaming.budgets." + rule);
    }
  }
}
