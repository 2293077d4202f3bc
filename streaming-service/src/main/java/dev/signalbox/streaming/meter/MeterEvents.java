package dev.signalbox.streaming.meter;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.streaming.wire.TokenBuckets;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Data of the events on {@code signalbox.usage}. */
final class MeterEvents {

  static final String STARTED = "signalbox.attempt.started.v1";
  static final String USAGE_RECORDED = "signalbox.usage.recorded.v1";

  private MeterEvents() {}

  @JsonInclude(JsonInclude.Include.NON_NULL)
  record AttemptStarted(
      String attemptId,
      String requestId,
      @Nullable String conversationId,
      @Nullable String runId,
      @Nullable String agentId,
      String keyId,
      @Nullable String user,
      @Nullable String team,
      String provider,
      String model,
      String requestedModel,
      boolean simulated,
      String apiFlavor,
      Instant startedAt) {}

  /** {@code providerUsage} is written as null when the provider reported nothing. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record UsageRecorded(
      String attemptId,
      String requestId,
      @Nullable String conversationId,
      @Nullable String runId,
      @Nullable String agentId,
      String keyId,
      @Nullable String user,
      @Nullable String team,
      String provider,
      String model,
      String requestedModel,
      boolean simulated,
      Outcome outcome,
      String usageSource,
      String apiFlavor,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable JsonNode providerUsage,
      TokenBuckets buckets,
      Instant startedAt,
      @Nullable Instant firstTokenAt,
      Instant endedAt) {}
}
