package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.meter.AttemptEnd;
import dev.signalbox.streaming.meter.Outcome;
import dev.signalbox.streaming.meter.RunningAttempt;
import dev.signalbox.streaming.meter.Usage;
import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.TokenBuckets;
import dev.signalbox.streaming.wire.openai.ChatChunk;
import dev.signalbox.streaming.wire.openai.ChatUsage;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Counts what an attempt brought. What the provider reports last is what counts. */
final class Tally {

  private final RunningAttempt attempt;
  private final long estimatedInput;
  private final ReasoningCount reasoning;
  private final Clock clock;
  private long characters;
  private @Nullable JsonNode reported;
  private @Nullable Instant firstTokenAt;

  Tally(RunningAttempt attempt, long estimatedInput, ReasoningCount reasoning, Clock clock) {
    this.attempt = attempt;
    this.estimatedInput = estimatedInput;
    this.reasoning = reasoning;
    this.clock = clock;
  }

  void add(ChatChunk.Part part) {
    characters += part.outputCharacters();
    if (part.output() && firstTokenAt == null) {
      firstTokenAt = clock.instant();
    }
    if (part.usage() != null) {
      reported = part.usage();
    }
    attempt.outputTokens(ChatUsage.estimatedTokens(characters));
  }

  AttemptEnd end(Outcome outcome, @Nullable String errorCode) {
    return new AttemptEnd(outcome, errorCode, firstTokenAt, usage());
  }

  AttemptEnd end(Failure failure) {
    Usage usage = failure.mayHaveCost() ? usage() : new Usage.Estimated(TokenBuckets.NONE);
    return new AttemptEnd(failure.outcome(), failure.code(), firstTokenAt, usage);
  }

  private Usage usage() {
    JsonNode raw = reported;
    return raw == null
        ? new Usage.Estimated(
            TokenBuckets.of(estimatedInput, ChatUsage.estimatedTokens(characters)))
        : new Usage.Reported(raw, ChatUsage.buckets(raw, reasoning));
  }
}
