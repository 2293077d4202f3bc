package dev.signalbox.eventstore.audit.postgres;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.postgres.Logs;
import dev.signalbox.eventstore.log.testing.LogSchema;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** The plans of what sealing and verifying ask, with many segments. */
class AuditPlansIntegrationTests {

  private static final Map<String, Object> PLACE = Map.of("transaction", "7000", "position", 1L);

  private static JdbcClient database;
  private static TransactionTemplate transactions;
  private static String month;

  @BeforeAll
  static void fill() {
    LogSchema schema = LogSchema.create("event_store_audit_plans");
    database = schema.database();
    transactions = new TransactionTemplate(new JdbcTransactionManager(schema.dataSource()));
    EventLog log = Logs.in(schema.dataSource());
    for (int batch = 0; batch < 60; batch++) {
      log.append(Append.of(events(anyStream(), 200)));
    }
    database
        .sql(
            "insert into audit_keys select 'k' || n, 'x', 'x', now() from generate_series(1, 3) as n")
        .update();
    database
        .sql(
            """
            insert into audit_segments
            select n, (n - 1)::text::xid8, 1, n::text::xid8, 1, 10, 'r', 'p', 'h', 'k' || (n / 7000 + 1), 's', now(),
                   convert_to(repeat('x', 350), 'UTF8')
              from generate_series(1, 20000) as n
            """)
        .update();
    month =
        database
            .sql("select 'events_' || to_char(now() at time zone 'UTC', 'YYYY_MM')")
            .query(String.class)
            .single();
    schema.asSuperuser(
        "analyze audit_segments; analyze audit_keys; analyze event_ids; analyze " + month);
  }

  @Test
  void segmentsAreFoundByNumberByPlaceAndByKey() {
    assertThat(plan(PostgresSegments.LAST, Map.of()))
        .contains("Index Scan Backward using audit_segments_pkey")
        .doesNotContain("Seq Scan");
    assertThat(plan(PostgresSegments.FROM, Map.of("number", 15_000L, "limit", 100)))
        .contains("audit_segments_pkey")
        .doesNotContain("Seq Scan", "Sort  (");
    assertThat(plan(PostgresSegments.REACHING, PLACE))
        .contains("audit_segments_end")
        .doesNotContain("Seq Scan", "Sort  (");
    assertThat(plan(PostgresSegments.SIGNED_BY, Map.of("key_id", "k2")))
        .contains("using audit_segments_key", "Backward using audit_segments_key")
        .doesNotContain("Seq Scan", "Sort  (", "audit_segments_pkey");
  }

  @Test
  void rowsAreReadInTheOrderOfTheLog() {
    assertThat(
            plan(
                PostgresStoredRows.LIVE,
                Map.of(
                    "after_tx", "900", "after_position", 1L, "to_tx", "1000", "to_position", 1L)))
        .contains("Index Scan using " + month + "_tx_position_idx")
        .doesNotContain("Seq Scan on " + month, "Sort  (", "Bitmap");
    assertThat(
            plan(
                PostgresSegments.UNSEALED,
                Map.of("transaction", "1", "position", 1L, "limit", 100)))
        .contains("_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
    assertThat(plan(PostgresStoredRows.PLACE_OF, Map.of("event_id", "evt_1")))
        .contains("event_ids_pkey")
        .doesNotContain("Seq Scan");
  }

  /** As it is read: whatever the planner reckons. */
  private static String plan(String statement, Map<String, Object> parameters) {
    return transactions.execute(
        _ -> {
          if (statement.equals(PostgresStoredRows.LIVE)) {
            database.sql(PostgresStoredRows.ALONG_THE_INDEX).query().singleRow();
          }
          return String.join(
              "\n",
              database.sql("explain " + statement).params(parameters).query(String.class).list());
        });
  }
}
