package dev.signalbox.streaming.meter;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.streaming.wire.TokenBuckets;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Data of the events on {@code signalbox.usage}. */
final class MeterEvents {

  static final String STARTED = "signalbox.attempt.started.v1";
  static final String USAGE_RECORDED = "signalbox.usage.recorded.v1";
  static final String LEASE_CLOSED = "signalbox.lease.closed.v1";

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
      Instant startedAt,
      Instant admittedAt,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tags,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ReservedAmount> reservations) {}

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
      @Nullable String quotedPriceId,
      Instant startedAt,
      @Nullable Instant firstTokenAt,
      Instant endedAt,
      Instant admittedAt,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tags,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) List<ReservedAmount> reservations) {}

  /**
   * A part of a budget that was reserved.
   *
   * @param amount a decimal number, of dollars or of tokens
   */
  record ReservedAmount(String leaseId, String budgetId, String value, String unit, String amount) {

    static List<ReservedAmount> of(List<Reservation> reservations) {
      return reservations.stream()
          .map(
              each ->
                  new ReservedAmount(
                      each.leaseId(),
                      each.budgetId(),
                      each.value(),
                      each.unit(),
                      each.amount().toPlainString()))
          .toList();
    }
  }

  /**
   * No attempt begins under the lease any more.
   *
   * @param reserved what attempts reserved under it in all, a decimal number
   */
  record LeaseClosed(String leaseId, String reserved) {}
}
