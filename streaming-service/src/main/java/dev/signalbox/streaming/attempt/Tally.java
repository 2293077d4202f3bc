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

  Tally(RunningAttempt attempt, long estimatedInput, Clock clock) {
    this.attempt = attempt;
    this.estimatedInput = estimatedInput;
    this.clock = clock;
  }

  void add(AnswerEvent event) {
    if (event instanceof AnswerEvent.Usage usage) {
      reported = usage;
    }
    if (event.output()) {
      if (firstTokenAt == null) {
        firstTokenAt = clock.instant();
      }
      characters += event.characters();
      attempt.outputTokens(TokenEstimate.ofCharacters(characters));
    }
  }

  AttemptEnd end(Outcome outcome, @Nullable String errorCode) {
    return new AttemptEnd(outcome, errorCode, firstTokenAt, usage());
  }

  AttemptEnd end(Failure failure) {
    Usage usage = failure.mayHaveCost() ? usage() : new Usage.Estimated(TokenBuckets.NONE);
    return new AttemptEnd(failure.outcome(), failure.code(), firstTokenAt, usage);
  }

  private Usage usage() {
    AnswerEvent.Usage said = reported;
    return said == null
        ? new Usage.Estimated(
            TokenBuckets.of(estimatedInput, TokenEstimate.ofCharacters(characters)))
        : new Usage.Reported(said.reported(), said.buckets());
  }
}
