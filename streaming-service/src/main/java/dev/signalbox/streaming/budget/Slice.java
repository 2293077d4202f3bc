package dev.signalbox.streaming.budget;

import dev.signalbox.streaming.meter.Reservation;
import java.math.BigDecimal;
import java.time.Instant;

/**
 * A part of a budget that this replica may reserve for attempts. Guarded by whoever holds it.
 *
 * @see HeldSlices
 */
final class Slice {

  private static final BigDecimal FEW = BigDecimal.valueOf(4);

  private final SliceKey key;
  private final String leaseId;
  private final long revision;
  private final Unit unit;
  private final int attempts;
  private final BigDecimal granted;
  private final Instant notBefore;
  private final Instant notAfter;
  private final long madeAt;
  private final long validUntil;
  private BigDecimal free;
  private long usedAt;

  /**
   * A slice that nothing is reserved of.
   *
   * @param revision of the budget when it was granted
   * @param attempts for how many it was asked for
   * @param madeAt on the clock of {@link System#nanoTime}, before it was asked for
   * @param validUntil on the same clock; the database's clock has the last word
   */
  Slice(
      SliceKey key,
      String leaseId,
      long revision,
      Unit unit,
      int attempts,
      BigDecimal granted,
      Instant notBefore,
      Instant notAfter,
      long madeAt,
      long validUntil) {
    this.key = key;
    this.leaseId = leaseId;
    this.revision = revision;
    this.unit = unit;
    this.attempts = attempts;
    this.granted = granted;
    this.notBefore = notBefore;
    this.notAfter = notAfter;
    this.madeAt = madeAt;
    this.validUntil = validUntil;
    this.free = granted;
    this.usedAt = madeAt;
  }

  SliceKey key() {
    return key;
  }

  String leaseId() {
    return leaseId;
  }

  long revision() {
    return revision;
  }

  int attempts() {
    return attempts;
  }

  /** On the clock of {@link System#nanoTime}. */
  long madeAt() {
    return madeAt;
  }

  /** Whether so much can be reserved; a slice of a budget that has changed since covers nothing. */
  boolean covers(BigDecimal need, Budget budget, long now) {
    return revision >= budget.revision() && validUntil - now > 0 && need.compareTo(free) <= 0;
  }

  /**
   * Whether a good part of it is used, or of its time over, and the next one is worth asking for
   * beforehand. A slice for few attempts says that little is left: that is not to be hoarded.
   */
  boolean runsLow(BigDecimal need, long now) {
    boolean plenty = need.multiply(FEW).compareTo(granted) <= 0;
    return plenty && (mostlyUsed() || (validUntil - now) * 3 < validUntil - madeAt);
  }

  boolean mostlyUsed() {
    return free.multiply(FEW).compareTo(granted) < 0;
  }

  boolean idleSince(long moment) {
    return usedAt - moment < 0;
  }

  Reservation reserve(BigDecimal amount, long now) {
    free = free.subtract(amount);
    usedAt = now;
    return new Reservation(
        leaseId, key.budgetId(), key.value(), unit.wireName(), amount, notBefore, notAfter);
  }
}
