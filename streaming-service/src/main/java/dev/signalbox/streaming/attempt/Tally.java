package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.meter.AttemptEnd;
import dev.signalbox.streaming.meter.Outcome;
import dev.signalbox.streaming.meter.RunningAttempt;
import dev.signalbox.streaming.meter.Usage;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.TokenEstimate;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Counts what an attempt brought. What the provider reports last is what counts. */
final class Tally {

  private final RunningAttempt attempt;
  private final long estimatedInput;
  private final Clock clock;
  private long characters;
  private AnswerEvent.@Nullable Usage reported;
  private @Nullable Instant firstTokenAt;
  private boolean finished;
  private boolean drained;
  private TokenBuckets used = TokenBuckets.NONE;
  private @Nullable String errorCode;

  Tally(RunningAttempt attempt, long estimatedInput, Clock clock) {
    this.attempt = attempt;
    this.estimatedInput = estimatedInput;
    this.clock = clock;
  }

  void add(AnswerEvent event) {
    if (event instanceof AnswerEvent.Usage usage) {
      reported = usage;
    }
    finished |= event instanceof AnswerEvent.Finished;
    if (event.output()) {
      if (firstTokenAt == null) {
        firstTokenAt = clock.instant();
      }
      characters += event.characters();
      attempt.outputTokens(TokenEstimate.ofCharacters(characters));
    }
  }

  /** From here on the client has gone, and what comes is read for the sake of its usage. */
  void drain() {
    drained = true;
  }

  /** What the attempt has used in all, as it was recorded; 0 before that. */
  TokenBuckets used() {
    return used;
  }

  /** Why it failed; null if it did not, or has not ended. */
  @Nullable String errorCode() {
    return errorCode;
  }

  /** How much was put out so far, as the provider tells or else by estimate. */
  long output() {
    long estimate = TokenEstimate.ofCharacters(characters);
    return reported == null ? estimate : Math.max(estimate, reported.buckets().output());
  }

  /** What was used so far, of which the provider has not told the end. */
  TokenBuckets estimated() {
    return usage(false).buckets();
  }

  /** The end of an attempt that was cut off at its ceiling. */
  AttemptEnd cut() {
    return end(Outcome.COMPLETED, "output_ceiling", usage(false));
  }

  AttemptEnd end(Outcome outcome, @Nullable String code) {
    return end(outcome, code, usage(finished || outcome == Outcome.COMPLETED));
  }

  AttemptEnd end(Failure failure) {
    Usage usage = failure.mayHaveCost() ? usage(finished) : new Usage.Estimated(TokenBuckets.NONE);
    return end(failure.outcome(), failure.code(), usage);
  }

  private AttemptEnd end(Outcome outcome, @Nullable String code, Usage usage) {
    used = usage.buckets();
    errorCode = code;
    return new AttemptEnd(outcome, code, firstTokenAt, usage);
  }

  /**
   * What was used.
   *
   * @param complete whether the provider has counted to the end; some report the input first, and
   *     the output only when it is complete
   */
  private Usage usage(boolean complete) {
    AnswerEvent.Usage said = reported;
    long output = TokenEstimate.ofCharacters(characters);
    if (said == null) {
      return new Usage.Estimated(TokenBuckets.of(estimatedInput, output));
    }
    if (!complete) {
      return new Usage.Estimated(said.buckets().withOutputOfAtLeast(output));
    }
    return drained
        ? new Usage.Drained(said.reported(), said.buckets())
        : new Usage.Reported(said.reported(), said.buckets());
  }
}
