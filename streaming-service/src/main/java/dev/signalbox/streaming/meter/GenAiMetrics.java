package dev.signalbox.streaming.meter;

import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;

/**
 * Metrics by the OpenTelemetry semantic conventions for generative AI. Labels come from the
 * catalogue: a model that is not in it counts as {@code other}.
 */
public final class GenAiMetrics {

  private final MeterRegistry registry;

  public GenAiMetrics(MeterRegistry registry) {
    this.registry = registry;
  }

  void ended(RunningAttempt attempt, AttemptEnd end, Instant endedAt) {
    Tags tags = tags(attempt);
    tokens(tags, "input", end.usage().buckets().input());
    tokens(tags, "output", end.usage().buckets().output());
    Timer.builder("gen_ai.server.request.duration")
        .tags(tags)
        .tag("outcome", end.outcome().code())
        .register(registry)
        .record(Duration.between(attempt.startedAt(), endedAt));
    if (end.firstTokenAt() != null) {
      Timer.builder("gen_ai.server.time_to_first_token")
          .tags(tags)
          .register(registry)
          .record(Duration.between(attempt.startedAt(), end.firstTokenAt()));
    }
  }

  /** Records how fast a stream was after its first token. */
  public void streamed(RunningAttempt attempt, AttemptEnd end, Instant endedAt) {
    long output = end.usage().buckets().output();
    if (end.firstTokenAt() != null && output > 1) {
      Timer.builder("gen_ai.server.time_per_output_token")
          .tags(tags(attempt))
          .register(registry)
          .record(Duration.between(end.firstTokenAt(), endedAt).dividedBy(output - 1));
    }
  }

  /** Records what a request took beyond waiting for providers and for its client. */
  public void overhead(Duration own) {
    Timer.builder("signalbox.streaming.overhead")
        .description("Time of a request spent neither waiting for a provider nor for the client")
        .publishPercentileHistogram()
        .register(registry)
        .record(own);
  }

  private static Tags tags(RunningAttempt attempt) {
    Attempted attempted = attempt.attempted();
    return Tags.of(
        "gen_ai.provider.name",
        attempted.provider(),
        "gen_ai.request.model",
        attempted.known() ? attempted.model() : "other",
        "gen_ai.operation.name",
        attempted.operation());
  }

  private void tokens(Tags tags, String type, long count) {
    DistributionSummary.builder("gen_ai.client.token.usage")
        .baseUnit("token")
        .tags(tags)
        .tag("gen_ai.token.type", type)
        .register(registry)
        .record((double) count);
  }
}
