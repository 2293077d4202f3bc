package dev.signalbox.cost.budget;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A counter beside what it is made of, all seen at one moment.
 *
 * @param countedFrom the first moment that counts
 * @param countedTo the moment at which counting ends; null if none is in sight
 * @param entries entries of the ledger that count
 * @param overdue what leases still hold an hour after they should have been closed and settled: no
 *     word of their attempts has come
 */
public record Proof(
    String value,
    Instant countedFrom,
    @Nullable Instant countedTo,
    BigDecimal limit,
    BigDecimal spentByCounter,
    BigDecimal spentByLedger,
    long entries,
    BigDecimal grantedByCounter,
    BigDecimal grantedByLeases,
    BigDecimal overdue) {

  /** Whether the counter is what it is made of. */
  public boolean agrees() {
    return spentByCounter.compareTo(spentByLedger) == 0
        && grantedByCounter.compareTo(grantedByLeases) == 0;
  }

  /** Whether what is spent and granted is within the limit. */
  public boolean withinLimit() {
    return spentByCounter.add(grantedByCounter).compareTo(limit) <= 0;
  }
}
