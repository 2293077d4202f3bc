package dev.signalbox.cost.kafka;

import dev.signalbox.cost.budget.Reserved;
import dev.signalbox.cost.budget.Unit;
import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.lease.Reservation;
import dev.signalbox.cost.ledger.Admission;
import dev.signalbox.cost.ledger.Attempt;
import dev.signalbox.cost.ledger.ImplausibleAttemptException;
import dev.signalbox.cost.ledger.MeteredUsage;
import dev.signalbox.cost.ledger.Outcome;
import dev.signalbox.cost.ledger.UsageSource;
import dev.signalbox.cost.usage.ReportedCost;
import dev.signalbox.kit.id.IdKind;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** The data of {@code signalbox.usage.recorded.v1}. */
record UsageRecorded(
    @Nullable String attemptId,
    @Nullable String requestId,
    @Nullable String conversationId,
    @Nullable String runId,
    @Nullable String agentId,
    @Nullable String keyId,
    @Nullable String user,
    @Nullable String team,
    @Nullable String provider,
    @Nullable String model,
    @Nullable String requestedModel,
    boolean simulated,
    @Nullable String outcome,
    @Nullable String usageSource,
    @Nullable String apiFlavor,
    @Nullable JsonNode providerUsage,
    @Nullable Map<String, @Nullable Long> buckets,
    @Nullable String quotedPriceId,
    @Nullable Instant startedAt,
    @Nullable Instant firstTokenAt,
    @Nullable Instant endedAt,
    @Nullable Instant admittedAt,
    @Nullable List<String> tags,
    @Nullable List<ReservationData> reservations) {

  private static final String CHAT = "chat";

  /**
   * @param eventId the event that this is the data of
   * @param pricing gives providers their names and reads their reports
   * @throws ImplausibleAttemptException if something is missing without which there is no entry
   */
  Attempt attempt(String eventId, PriceUsage pricing) {
    String flavor = apiFlavor == null ? CHAT : apiFlavor;
    String tableProvider = pricing.provider(required("provider", provider));
    Instant ended = required("ended_at", endedAt);
    if (!IdKind.ATTEMPT.matches(attemptId)) {
      throw new ImplausibleAttemptException("attempt_id is not the id of an attempt");
    }
    return new Attempt(
        required("attempt_id", attemptId),
        eventId,
        requestId,
        conversationId,
        runId,
        agentId,
        keyId,
        user,
        team,
        tableProvider,
        required("model", model),
        requestedModel,
        simulated,
        Outcome.ofWireName(required("outcome", outcome))
            .orElseThrow(() -> new ImplausibleAttemptException("outcome is not a known one")),
        UsageSource.ofWireName(required("usage_source", usageSource))
            .orElseThrow(() -> new ImplausibleAttemptException("usage_source is not a known one")),
        flavor,
        new MeteredUsage(flavor, providerUsage, buckets)
            .read(required("attempt_id", attemptId), tableProvider, pricing),
        quotedPriceId,
        providerUsage == null ? null : ReportedCost.of(tableProvider, providerUsage).orElse(null),
        startedAt == null ? ended : startedAt,
        firstTokenAt,
        ended,
        admission(startedAt == null ? ended : startedAt));
  }

  private Admission admission(Instant started) {
    return new Admission(
        required("provider", provider),
        tags == null ? List.of() : tags,
        admittedAt == null ? started : admittedAt,
        reservations == null
            ? List.of()
            : reservations.stream().map(ReservationData::reservation).toList());
  }

  /**
   * A part of a budget that was reserved for the attempt.
   *
   * @param amount in the unit
   */
  record ReservationData(
      @Nullable String leaseId,
      @Nullable String budgetId,
      @Nullable String value,
      @Nullable String unit,
      @Nullable BigDecimal amount) {

    Reservation reservation() {
      BigDecimal reserved = required("reservations.amount", amount);
      if (reserved.signum() < 0) {
        throw new ImplausibleAttemptException("reservations.amount is below zero");
      }
      return new Reservation(
          required("reservations.lease_id", leaseId),
          new Reserved(
              required("reservations.budget_id", budgetId),
              required("reservations.value", value),
              Unit.ofWireName(required("reservations.unit", unit))
                  .orElseThrow(
                      () ->
                          new ImplausibleAttemptException("reservations.unit is not a known one")),
              reserved));
    }
  }

  private static <T> T required(String field, @Nullable T value) {
    if (value == null) {
      throw new ImplausibleAttemptException(field + " is missing");
    }
    return value;
  }
}
