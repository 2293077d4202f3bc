package dev.signalbox.cost.budget;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a counter of a budget stands.
 *
 * @param resetsAt when there will be more: the period's end, or when the oldest spending leaves the
 *     window; null if that is not in sight
 * @param granted what replicas may spend or attempts have reserved
 * @param remaining what can still be granted
 * @param unpriced attempts of unknown cost, which are not in what was spent
 * @param assumed attempts of unknown cost for which what had been reserved was taken
 * @param unreserved attempts that began without a reservation
 * @param overrun by how much attempts were dearer than what had been reserved for them
 */
public record Standing(
    String value,
    Instant periodStart,
    @Nullable Instant resetsAt,
    BigDecimal limit,
    BigDecimal spent,
    BigDecimal granted,
    BigDecimal remaining,
    long attempts,
    long unpriced,
    long assumed,
    long unreserved,
    BigDecimal overrun) {}
