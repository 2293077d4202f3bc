package dev.signalbox.streaming.meter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended and what it used.
 *
 * @param errorCode null when it completed
 * @param firstTokenAt null when none came
 * @param quotedPriceId the price at which its client is told what it cost; null when it is not
 */
public record AttemptEnd(
    Outcome outcome,
    @Nullable String errorCode,
    @Nullable Instant firstTokenAt,
    Usage usage,
    @Nullable String quotedPriceId) {

  /** Whose client is not told what it cost. */
  public AttemptEnd(
      Outcome outcome, @Nullable String errorCode, @Nullable Instant firstTokenAt, Usage usage) {
    this(outcome, errorCode, firstTokenAt, usage, null);
  }

  /** The same, and its client is told the cost at that price. */
  public AttemptEnd quotedAt(String priceId) {
    return new AttemptEnd(outcome, errorCode, firstTokenAt, usage, priceId);
  }
}
