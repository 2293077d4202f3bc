package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.CounterKey;
import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A part of a budget that a replica may reserve for attempts.
 *
 * @param counter what it is a part of
 * @param reserved what was reserved of it in all; null until it is closed
 * @param settled what of that is settled
 */
record Lease(
    String id,
    CounterKey counter,
    BigDecimal granted,
    @Nullable BigDecimal reserved,
    BigDecimal settled,
    Instant expiresAt) {

  boolean closed() {
    return reserved != null;
  }

  /** What it still takes of the budget. */
  BigDecimal held() {
    return (reserved == null ? granted : reserved).subtract(settled);
  }
}
