package dev.signalbox.cost.ledger;

import dev.signalbox.cost.budget.AttemptCharge;
import dev.signalbox.cost.budget.AttemptScopes;
import dev.signalbox.cost.budget.Unit;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.lease.Reservation;
import dev.signalbox.cost.usage.ReportedUsage;
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

  private static final Usage NOTHING_KNOWN = Usage.disjoint(Map.of());

  private static final String INSERT =
      """
      INSERT INTO ledger_entries (attempted_at, attempt_id, entry_id, usage_event_id, request_id,
          conversation_id, run_id, agent_id, key_id, user_name, team, provider, model,
          requested_model, simulated, outcome, usage_source, api_flavor, started_at,
          first_token_at, ended_at, recorded_at, status, price_id, price_tier, matched_by,
          service_tier, buckets, tokens, usd_per_million, costs, input_tokens, output_tokens,
          input_cost, output_cost, other_cost, cost, reported_cost, usage_counts, provider_id,
          tags, admitted_at, reserved_cost, reserved_tokens)
      VALUES (:attemptedAt, :attemptId, :entryId, :usageEventId, :requestId,
          :conversationId, :runId, :agentId, :keyId, :user, :team, :provider, :model,
          :requestedModel, :simulated, :outcome, :usageSource, :apiFlavor, :startedAt,
          :firstTokenAt, :endedAt, :recordedAt, :status, :priceId, :priceTier, :matchedBy,
          :serviceTier, :buckets, :tokens, :usdPerMillion, :costs, :inputTokens, :outputTokens,
          :inputCost, :outputCost, :otherCost, :cost, :reportedCost, :usageCounts::jsonb, :providerId,
          :tags, :admittedAt, :reservedCost, :reservedTokens)
      ON CONFLICT (attempted_at, attempt_id) DO NOTHING
      """;

  private final JdbcClient database;
  private final Clock clock;

  Ledger(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /**
   * Whether the attempt has no entry yet. Whoever is told so is the only one until the transaction
   * ends.
   */
  boolean isNew(String attemptId) {
    database
        .sql("SELECT pg_advisory_xact_lock(hashtextextended('attempt ' || :attemptId, 0))")
        .param("attemptId", attemptId)
        .query((row, number) -> "")
        .list();
    return database
        .sql(
            """
            SELECT NOT EXISTS (SELECT FROM ledger_entries
                                WHERE attempted_at = :attemptedAt AND attempt_id = :attemptId)
            """)
        .param("attemptedAt", timestamp(AttemptTime.of(attemptId)))
        .param("attemptId", attemptId)
        .query(Boolean.class)
        .single();
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
    ReportedUsage reported = attempt.usage();
    Usage usage = reported == null ? NOTHING_KNOWN : reported.usage();
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
            .param(
                "serviceTier", reported == null ? null : reported.tier().wireName(), Types.VARCHAR)
            .param("inputTokens", usage.input())
            .param("outputTokens", usage.output())
            .param("reportedCost", attempt.reportedCost(), Types.NUMERIC);
    List<BilledLine> lines = lines(usage, billing);
    bindLines(insert, lines, billing instanceof Billing.Priced);
    insert.param("usageCounts", UsageCounts.beside(reported, lines).orElse(null), Types.VARCHAR);
    bindAdmission(insert, entry);
    boolean added = bindPrice(insert, billing).update() == 1;
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

  private static List<BilledLine> lines(Usage usage, Billing billing) {
    return switch (billing) {
      case Billing.Priced(PricedUsage priced) -> BilledLine.of(priced);
      case Billing.Unpriced() -> BilledLine.of(usage);
      case Billing.Unmetered() -> List.of();
    };
  }

  private static void bindLines(
      JdbcClient.StatementSpec insert, List<BilledLine> lines, boolean priced) {
    BigDecimal[] rates = lines.stream().map(BilledLine::rate).toArray(BigDecimal[]::new);
    BigDecimal[] costs = lines.stream().map(BilledLine::cost).toArray(BigDecimal[]::new);
    insert
        .param("buckets", lines.stream().map(BilledLine::name).toArray(String[]::new), Types.ARRAY)
        .param("tokens", lines.stream().map(BilledLine::count).toArray(Long[]::new), Types.ARRAY)
        .param("usdPerMillion", priced ? rates : null, Types.ARRAY)
        .param("costs", priced ? costs : null, Types.ARRAY);
  }

  private static JdbcClient.StatementSpec bindPrice(
      JdbcClient.StatementSpec insert, Billing billing) {
    return switch (billing) {
      case Billing.Priced(PricedUsage priced) ->
          insert
              .param("priceId", priced.match().price().priceId())
              .param("priceTier", priced.tier().above())
              .param("matchedBy", priced.match().matchedBy().wireName())
              .param("inputCost", priced.inputCost())
              .param("outputCost", priced.outputCost())
              .param("otherCost", priced.otherCost())
              .param("cost", priced.totalCost());
      case Billing.Unpriced(), Billing.Unmetered() ->
          insert
              .param("priceId", null, Types.VARCHAR)
              .param("priceTier", null, Types.BIGINT)
              .param("matchedBy", null, Types.VARCHAR)
              .param("inputCost", null, Types.NUMERIC)
              .param("outputCost", null, Types.NUMERIC)
              .param("otherCost", null, Types.NUMERIC)
              .param("cost", null, Types.NUMERIC);
    };
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
      ReportedUsage reported = attempt.usage();
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
          priced == null ? null : priced.totalCost(),
          reported == null ? null : reported.usage().input() + reported.usage().output(),
          attempt.admission().reservations().stream().map(Reservation::reserved).toList());
    }
  }
}
