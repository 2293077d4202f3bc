package dev.signalbox.cost.ledger;

import dev.signalbox.cost.budget.AttemptCharge;
import dev.signalbox.cost.budget.AttemptScopes;
import dev.signalbox.cost.charge.PricedUsage;
import dev.signalbox.cost.lease.Reservation;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.kit.id.IdKind;
import java.sql.Types;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/** Writes entries. There is no way to change one. */
@Repository
class Ledger {

  private static final String INSERT =
      """
      INSERT INTO ledger_entries (attempted_at, attempt_id, entry_id, usage_event_id, request_id,
          conversation_id, run_id, agent_id, key_id, user_name, team, provider, model,
          requested_model, simulated, outcome, usage_source, api_flavor, started_at,
          first_token_at, ended_at, recorded_at, status, price_id, price_tier, matched_by,
          service_tier, buckets, tokens, usd_per_million, costs, input_tokens, output_tokens,
          input_cost, output_cost, other_cost, cost, reported_cost, usage_counts, provider_id,
          tags, admitted_at, reserved_cost, reserved_tokens)
      SELECT attempted_at, attempt_id, entry_id, usage_event_id, request_id,
          conversation_id, run_id, agent_id, key_id, user_name, team, provider, model,
          requested_model, simulated, outcome, usage_source, api_flavor, started_at,
          first_token_at, ended_at, recorded_at, status, price_id, price_tier, matched_by,
          service_tier, ARRAY(SELECT json_array_elements_text(buckets::json)), tokens::bigint[],
          usd_per_million::numeric[], costs::numeric[], input_tokens, output_tokens,
          input_cost, output_cost, other_cost, cost, reported_cost, usage_counts::jsonb, provider_id,
          ARRAY(SELECT json_array_elements_text(tags::json)), admitted_at, reserved_cost, reserved_tokens
        FROM unnest(:attemptedAt::timestamptz[], :attemptIds::text[], :entryIds::text[],
                    :usageEventIds::text[], :requestIds::text[], :conversationIds::text[],
                    :runIds::text[], :agentIds::text[], :keyIds::text[], :users::text[],
                    :teams::text[], :providers::text[], :models::text[], :requestedModels::text[],
                    :simulated::boolean[], :outcomes::text[], :usageSources::text[],
                    :apiFlavors::text[], :startedAt::timestamptz[], :firstTokenAt::timestamptz[],
                    :endedAt::timestamptz[], :recordedAt::timestamptz[], :statuses::text[],
                    :priceIds::text[], :priceTiers::bigint[], :matchedBy::text[],
                    :serviceTiers::text[], :buckets::text[], :tokens::text[],
                    :usdPerMillion::text[], :costs::text[], :inputTokens::bigint[],
                    :outputTokens::bigint[], :inputCosts::numeric[], :outputCosts::numeric[],
                    :otherCosts::numeric[], :totalCosts::numeric[], :reportedCosts::numeric[],
                    :usageCounts::text[], :providerIds::text[], :tags::text[],
                    :admittedAt::timestamptz[], :reservedCosts::numeric[], :reservedTokens::bigint[])
               AS added (attempted_at, attempt_id, entry_id, usage_event_id, request_id,
                         conversation_id, run_id, agent_id, key_id, user_name, team, provider, model,
                         requested_model, simulated, outcome, usage_source, api_flavor, started_at,
                         first_token_at, ended_at, recorded_at, status, price_id, price_tier,
                         matched_by, service_tier, buckets, tokens, usd_per_million, costs,
                         input_tokens, output_tokens, input_cost, output_cost, other_cost, cost,
                         reported_cost, usage_counts, provider_id, tags, admitted_at, reserved_cost,
                         reserved_tokens)
       ORDER BY attempt_id COLLATE "C"
      ON CONFLICT (attempted_at, attempt_id) DO NOTHING
      RETURNING entry_id
      """;

  private static final String LOCK =
      """
      SELECT pg_advisory_xact_lock(attempt)
        FROM (SELECT hashtextextended('attempt ' || id, 0) AS attempt
                FROM unnest(:attemptIds::text[]) AS told (id) ORDER BY attempt) AS ordered
      """;

  private final JdbcClient database;
  private final Clock clock;

  Ledger(JdbcClient database, Clock clock) {
    this.database = database;
    this.clock = clock;
  }

  /** Lets nobody else lock any of the attempts until the transaction ends. */
  void lock(Collection<String> attemptIds) {
    database
        .sql(LOCK)
        .param("attemptIds", attemptIds.toArray(String[]::new), Types.ARRAY)
        .query((row, number) -> "")
        .list();
  }

  /**
   * Whether the attempt has no entry yet. Whoever has locked it and is told so is the only one
   * until the transaction ends.
   */
  boolean isNew(String attemptId) {
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

  /**
   * Adds entries, and returns those that were added, in the order of their bills. An attempt that
   * has one already keeps it. Entries are written in the order of the attempts' ids, so that two
   * that write the same ones never wait in a circle.
   */
  List<Entry> add(List<Bill> bills) {
    Instant now = clock.instant();
    List<Entry> entries = bills.stream().map(bill -> Entry.of(bill, now)).toList();
    Set<String> added = EntryColumns.bind(database.sql(INSERT), entries).query(String.class).set();
    return entries.stream().filter(entry -> added.contains(entry.entryId())).toList();
  }

  private static OffsetDateTime timestamp(Instant instant) {
    return instant.atOffset(ZoneOffset.UTC);
  }

  /** An entry that was just written. */
  record Entry(
      String entryId, Instant attemptedAt, Instant recordedAt, Attempt attempt, Billing billing) {

    static Entry of(Bill bill, Instant now) {
      return new Entry(
          IdKind.LEDGER_ENTRY.next(),
          AttemptTime.of(bill.attempt().attemptId()),
          now,
          bill.attempt(),
          bill.billing());
    }

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
