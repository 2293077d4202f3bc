package dev.signalbox.cost.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

@ServiceIntegrationTest
class LedgerIntegrationTests {

  private static final String MANY_ENTRIES =
      """
      INSERT INTO ledger_entries (attempted_at, attempt_id, entry_id, usage_event_id,
          conversation_id, agent_id, provider, model, simulated, outcome, usage_source, api_flavor,
          started_at, ended_at, recorded_at, status, buckets, tokens, input_tokens, output_tokens)
      SELECT attempt_time(id), id, 'led', 'evt', 'conv_' || n % 2000, 'agent-' || n % 40,
             'openai', 'model-' || n % 20, true, 'completed', 'provider', 'chat',
             now(), now(), now(), 'unpriced', '{}', '{}', 0, 0
        FROM (SELECT n, 'att_' || left(:id, 10) || lpad(n::text, 16, '0') AS id
                FROM generate_series(1, 20000) AS n) AS ids
      """;

  @Autowired JdbcClient database;
  @Autowired TransactionTemplate transactions;
  @Autowired MonthlyPartitions partitions;
  @Autowired Ledger ledger;

  @Test
  void databaseAndServiceReadTheSameTimeFromAnId() {
    for (String time : List.of("2026-11-20T15:30:00.123Z", "2025-01-01T00:00:00Z")) {
      String attempt = AttemptIds.at(Instant.parse(time));

      assertThat(
              database
                  .sql("SELECT attempt_time(:id)::text = :time::timestamptz::text")
                  .param("id", attempt)
                  .param("time", time)
                  .query(Boolean.class)
                  .single())
          .isTrue();
    }
  }

  @Test
  void partitionsAreMadeAheadAndThereIsNoneForEverythingElse() {
    partitions.makeAhead();

    List<String> bounds =
        database
            .sql(
                """
                SELECT pg_get_expr(c.relpartbound, c.oid) FROM pg_inherits i
                  JOIN pg_class c ON c.oid = i.inhrelid
                 WHERE i.inhparent = 'ledger_entries'::regclass
                """)
            .query(String.class)
            .list();

    assertThat(bounds).hasSizeGreaterThanOrEqualTo(4).noneMatch("DEFAULT"::equals);
  }

  @Test
  void anEntryOfAnUnpreparedMonthIsRefusedByTheDatabase() {
    String attempt = AttemptIds.at(Instant.parse("2019-05-05T05:05:05Z"));

    assertThatThrownBy(
            () ->
                transactions.executeWithoutResult(
                    _ -> ledger.add(List.of(new Bill(attempt(attempt), new Billing.Unpriced())))))
        .hasMessageContaining("no partition");
    assertThatThrownBy(() -> partitions.ensure(AttemptTime.of(attempt)))
        .isInstanceOf(ImplausibleAttemptException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE ledger_entries SET cost = 0",
        "DELETE FROM ledger_entries",
        "UPDATE prices SET model = 'x'",
        "DELETE FROM price_rates",
        "UPDATE price_rates SET usd = 0"
      })
  void asBilledHistoryNeverChanges(String statement) {
    transactions.executeWithoutResult(
        _ -> ledger.add(List.of(new Bill(attempt(IdKind.ATTEMPT.next()), new Billing.Unpriced()))));

    assertThatThrownBy(() -> database.sql(statement).update())
        .isInstanceOf(DataIntegrityViolationException.class)
        .hasMessageContaining("never changed");
  }

  @Test
  void theLedgerIsReadByItsIndexes() {
    Instant now = Instant.now();
    LedgerQuery all = new LedgerQuery(null, null, null, null, null, null, 51);
    LedgerQuery next =
        new LedgerQuery(null, null, null, null, null, AttemptIds.at(now.plusSeconds(60)), 51);
    LedgerQuery ofConversation = new LedgerQuery("conv_7", null, null, null, null, null, 51);
    LedgerQuery ofAgent = new LedgerQuery(null, "agent-7", null, null, null, null, 51);
    LedgerQuery ofModel =
        new LedgerQuery(null, null, "model-7", now.minusSeconds(60), now.plusSeconds(60), null, 51);

    Map<LedgerQuery, String> plans = plans(all, next, ofConversation, ofAgent, ofModel);

    // Partitions of other months are all but empty here and may be read as they are.
    String present =
        "ledger_entries_"
            + DateTimeFormatter.ofPattern("uuuu_MM").format(now.atOffset(ZoneOffset.UTC));
    assertThat(plans.values()).noneMatch(plan -> plan.contains("Seq Scan on " + present));
    assertThat(plans.get(all)).contains(present + "_pkey").doesNotContain("->  Sort");
    assertThat(plans.get(next))
        .contains(present + "_pkey", "Index Cond")
        .doesNotContain("->  Sort");
    assertThat(plans.get(ofConversation)).contains(present + "_conversation_id_attempted_at");
    assertThat(plans.get(ofAgent)).contains("Index");
    assertThat(plans.get(ofModel)).contains("Index");
  }

  private Map<LedgerQuery, String> plans(LedgerQuery... queries) {
    Map<LedgerQuery, String> plans = new LinkedHashMap<>();
    transactions.executeWithoutResult(
        status -> {
          status.setRollbackOnly();
          database
              .sql(MANY_ENTRIES)
              .param("id", AttemptIds.at(Instant.now()).substring(4))
              .update();
          database.sql("ANALYZE ledger_entries").update();
          for (LedgerQuery query : queries) {
            Map<String, Object> parameters = new LinkedHashMap<>();
            String sql = "EXPLAIN " + LedgerEntries.sql(query, parameters);
            List<String> plan = database.sql(sql).params(parameters).query(String.class).list();
            plans.put(query, String.join("\n", plan));
          }
        });
    return plans;
  }

  private static Attempt attempt(String attemptId) {
    Instant started = AttemptTime.of(attemptId);
    return new Attempt(
        attemptId,
        "evt_01k00000000000000000000000",
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        "openai",
        "gpt-unheard-of",
        null,
        true,
        Outcome.COMPLETED,
        UsageSource.PROVIDER,
        "chat",
        null,
        null,
        null,
        started,
        null,
        started,
        new Admission("openai", List.of(), started, List.of()));
  }
}
