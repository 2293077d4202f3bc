package dev.signalbox.cost.ledger;

import dev.signalbox.cost.budget.AttemptCharge;
import dev.signalbox.cost.budget.AttemptScopes;
import dev.signalbox.cost.budget.Unit;
import dev.signalbox.cost.charge.Charge;
import dev.signalbox.cost.charge.Charge.BucketCharge;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.lease.Reservation;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.Usage;
import dev.signalbox.kit.id.IdKind;
import java.math.BigDecimal;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes entries. There is no way to change one. */
@Repository
class Ledger {

  private static final Usage NOTHING_KNOWN = new Usage(Map.of());

  private static final String INSERT =
      """
      INSERT INTO ledger_entries (attempted_at, attempt_id, entry_id, usage_event_id, request_id,
          conversation_id, run_id, agent_id, key_id, user_name, team, provider, model,
          requested_model, simulated, outcome, usage_source, api_flavor, started_at,
          first_token_at, ended_at, recorded_at, status, price_id, price_tier, matched_by,
          buckets, tokens, usd_per_million, costs, input_tokens, output_tokens, input_cost,
          output_cost, cost, provider_id, tags, admitted_at, reserved_cost, reserved_tokens)
      VALUES (:attemptedAt, :attemptId, :entryId, :usageEventId, :requestId,
          :conversationId, :runId, :agentId, :keyId, :user, :team, :provider, :model,
          :requestedModel, :simulated, :outcome, :usageSource, :apiFlavor, :startedAt,
          :firstTokenAt, :endedAt, :recordedAt, :status, :priceId, :priceTier, :matchedBy,
          :buckets, :tokens, :usdPerMillion, :costs, :inputTokens, :outputTokens, :inputCost,
          :outputCost, :cost, :providerId, :tags, :admittedAt, :reservedCost, :reservedTokens)
      ON CONFLICT (attempted_at, attempt_id) DO NOTHING
      """;

  private final JdbcClient database;
  private final Clock clock;

  Ledger(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Adds the entry; empty if the attempt has one already, which then stays as it is. */
  Optional<Entry> add(Attempt attempt, Billing billing) {
    Entry entry =
        new Entry(
            IdKind.LEDGER_ENTRY.next(),
            AttemptTime.of(attempt.attemptId()),
            clock.instant(),
            attempt,
            billing);
    Usage usage = attempt.usage() == null ? NOTHING_KNOWN : attempt.usage();
    JdbcClient.StatementSpec insert =
        database
            .sql(INSERT)
            .param("attemptedAt", timestamp(entry.attemptedAt()))
            .param("attemptId", attempt.attemptId())
            .param("entryId", entry.entryId())
            .param("usageEventId", attempt.usageEventId())
            .param("requestId", attempt.requestId(), Types.VARCHAR)
            .param("conversationId", attempt.conversationId(), Types.VARCHAR)
            .param("runId", attempt.runId(), Types.VARCHAR)
            .param("agentId", attempt.agentId(), Types.VARCHAR)
            .param("keyId", attempt.keyId(), Types.VARCHAR)
            .param("user", attempt.user(), Types.VARCHAR)
            .param("team", attempt.team(), Types.VARCHAR)
            .param("provider", attempt.provider())
            .param("model", attempt.model())
            .param("requestedModel", attempt.requestedModel(), Types.VARCHAR)
            .param("simulated", attempt.simulated())
            .param("outcome", attempt.outcome().wireName())
            .param("usageSource", attempt.usageSource().wireName())
            .param("apiFlavor", attempt.apiFlavor())
            .param("startedAt", timestamp(attempt.startedAt()))
            .param(
                "firstTokenAt",
                attempt.firstTokenAt() == null ? null : timestamp(attempt.firstTokenAt()),
                Types.TIMESTAMP_WITH_TIMEZONE)
            .param("endedAt", timestamp(attempt.endedAt()))
            .param("recordedAt", timestamp(entry.recordedAt()))
            .param("status", billing.status())
            .param("inputTokens", usage.input())
            .param("outputTokens", usage.output());
    bindAdmission(insert, entry);
    boolean added = bindBilling(insert, usage, billing).update() == 1;
    return added ? Optional.of(entry) : Optional.empty();
  }

  private static void bindAdmission(JdbcClient.StatementSpec insert, Entry entry) {
    Admission admission = entry.attempt().admission();
    AttemptCharge charge = entry.charge();
    insert
        .param("providerId", admission.providerId())
        .param("tags", admission.tags().toArray(String[]::new), Types.ARRAY)
        .param("admittedAt", timestamp(admission.admittedAt()))
        .param("reservedCost", charge.worstCase(Unit.USD).orElse(null), Types.NUMERIC)
        .param(
            "reservedTokens",
            charge.worstCase(Unit.TOKENS).map(BigDecimal::longValueExact).orElse(null),
            Types.BIGINT);
  }

  private static JdbcClient.StatementSpec bindBilling(
      JdbcClient.StatementSpec insert, Usage usage, Billing billing) {
    return switch (billing) {
      case Billing.Priced(PricedUsage priced) -> bindPriced(insert, priced);
      case Billing.Unpriced() -> bindUnknown(insert, usage);
      case Billing.Unmetered() -> bindUnknown(insert, NOTHING_KNOWN);
    };
  }

  private static JdbcClient.StatementSpec bindPriced(
      JdbcClient.StatementSpec insert, PricedUsage priced) {
    Charge charge = priced.charge();
    List<BucketCharge> buckets = charge.buckets();
    return insert
        .param("priceId", priced.match().price().priceId())
        .param("priceTier", priced.tier().aboveInputTokens())
        .param("matchedBy", priced.match().matchedBy().wireName())
        .param(
            "buckets",
            buckets.stream().map(each -> each.bucket().wireName()).toArray(String[]::new),
            Types.ARRAY)
        .param(
            "tokens", buckets.stream().map(BucketCharge::tokens).toArray(Long[]::new), Types.ARRAY)
        .param(
            "usdPerMillion",
            buckets.stream().map(BucketCharge::usdPerMillion).toArray(BigDecimal[]::new),
            Types.ARRAY)
        .param(
            "costs",
            buckets.stream().map(BucketCharge::cost).toArray(BigDecimal[]::new),
            Types.ARRAY)
        .param("inputCost", charge.inputCost())
        .param("outputCost", charge.outputCost())
        .param("cost", charge.totalCost());
  }

  private static JdbcClient.StatementSpec bindUnknown(
      JdbcClient.StatementSpec insert, Usage usage) {
    return insert
        .param("priceId", null, Types.VARCHAR)
        .param("priceTier", null, Types.BIGINT)
        .param("matchedBy", null, Types.VARCHAR)
        .param(
            "buckets",
            usage.tokens().keySet().stream().map(Bucket::wireName).toArray(String[]::new),
            Types.ARRAY)
        .param("tokens", usage.tokens().values().toArray(Long[]::new), Types.ARRAY)
        .param("usdPerMillion", null, Types.ARRAY)
        .param("costs", null, Types.ARRAY)
        .param("inputCost", null, Types.NUMERIC)
        .param("outputCost", null, Types.NUMERIC)
        .param("cost", null, Types.NUMERIC);
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** An entry that was just written. */
  record Entry(
      String entryId, Instant attemptedAt, Instant recordedAt, Attempt attempt, Billing billing) {

    @Nullable PricedUsage priced() {
      return switch (billing) {
        case Billing.Priced(PricedUsage priced) -> priced;
        case Billing.Unpriced(), Billing.Unmetered() -> null;
      };
    }

    /** What it adds to budgets. */
    AttemptCharge charge() {
      PricedUsage priced = priced();
      Usage usage = attempt.usage();
      return new AttemptCharge(
          new AttemptScopes(
              attempt.team(),
              attempt.user(),
              attempt.keyId(),
              attempt.agentId(),
              attempt.admission().providerId(),
              attempt.model(),
              attempt.admission().tags(),
              attempt.conversationId(),
              attempt.runId()),
          attempt.admission().admittedAt(),
          priced == null ? null : priced.charge().totalCost(),
          usage == null ? null : usage.input() + usage.output(),
          attempt.admission().reservations().stream().map(Reservation::reserved).toList());
    }
  }
}
