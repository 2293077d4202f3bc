package dev.signalbox.cost.ledger;

import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ReportedUsage;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An entry with all that it takes to bill it anew.
 *
 * @param cost as billed; null if no price was known
 * @param uncharged what was billed at a rate of zero, by bucket
 */
public record BilledAttempt(
    String attemptId,
    Instant attemptedAt,
    Instant startedAt,
    @Nullable String team,
    String provider,
    String model,
    boolean simulated,
    @Nullable BigDecimal cost,
    ReportedUsage usage,
    Map<Bucket, BigDecimal> uncharged) {

  public BilledAttempt {
    uncharged = Map.copyOf(uncharged);
  }
}
