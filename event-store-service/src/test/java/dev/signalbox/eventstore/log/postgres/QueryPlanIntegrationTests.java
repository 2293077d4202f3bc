package dev.signalbox.eventstore.log.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/** The plans of the statements as they are sent, on a log that is large enough to matter. */
class QueryPlanIntegrationTests {

  private static final String FILL =
      """
      select count(*) from append_events('[]', (
        select jsonb_agg(jsonb_build_object(
            'event_id', 'e' || :batch || '-' || n, 'stream', category || '/' || :batch || '-' || n % 10,
            'type', category || '.happened.v1', 'source', 'test', 'data', jsonb_build_object('n', n)))
          from generate_series(1, 200) as n,
               lateral (select case when n = 1 then 'rare' else 'usual' end as category) as c))
      """;

  private static JdbcClient database;

  @BeforeAll
  static void fill() {
    TestDatabase server = TestInfrastructure.database();
    DriverManagerDataSource schema =
        new DriverManagerDataSource(
            server.url(), "event_store_plans", server.createService("event_store_plans"));
    Flyway.configure().dataSource(schema).load().migrate();
    database = JdbcClient.create(schema);
    for (int batch = 1; batch <= 150; batch++) {
      database.sql(FILL).param("batch", Integer.toString(batch)).query(Long.class).single();
    }
    // Not the empty partitions: once it knows that they are empty, the planner just reads them.
    String month =
        database
            .sql("select 'events_' || to_char(now() at time zone 'UTC', 'YYYY_MM')")
            .query(String.class)
            .single();
    database.sql("analyze streams, event_ids, " + month).update();
  }

  @Test
  void aStreamIsReadByItsVersions() {
    assertThat(plan(Statements.STREAM, Map.of("stream", "usual/7-3", "from", 2L, "limit", 100)))
        .contains("_stream_version")
        .doesNotContain("Seq Scan");
  }

  @Test
  void aVersionIsLookedUp() {
    assertThat(plan(Statements.VERSION, Map.of("stream", "usual/7-3")))
        .contains("streams_pkey")
        .doesNotContain("Seq Scan");
  }

  @Test
  void theLogIsReadInItsOrderWithoutSorting() {
    assertThat(
            plan(Statements.ALL, Map.of("transaction", "900", "position", 20_000L, "limit", 100)))
        .contains("_tx_position_idx", "Index Cond: ((ROW(tx, \"position\") > ROW(")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  @Test
  void aCategoryIsReadInTheOrderOfTheLog() {
    assertThat(
            plan(
                Statements.CATEGORY,
                Map.of("transaction", "0", "position", 0L, "category", "rare", "limit", 100)))
        .contains("_category_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  @Test
  void aTypeIsReadInTheOrderOfTheLog() {
    assertThat(
            plan(
                Statements.TYPE,
                Map.of(
                    "transaction", "0", "position", 0L, "type", "rare.happened.v1", "limit", 100)))
        .contains("_type_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  @Test
  void anAppendScansNoTable() {
    long before = sequentialScans();
    TestDatabase server = TestInfrastructure.database();
    SingleConnectionDataSource connection =
        new SingleConnectionDataSource(
            server.url(), "event_store_plans", server.createService("event_store_plans"), true);
    JdbcClient writer = JdbcClient.create(connection);
    for (int number = 0; number < 20; number++) {
      writer
          .sql(Statements.APPEND)
          .param("expectations", "[{\"stream\":\"usual/7-3\",\"kind\":\"exists\"}]")
          .param(
              "events",
              "[{\"event_id\":\"new-%d\",\"stream\":\"usual/7-3\",\"type\":\"t\",\"source\":\"s\",\"data\":{}}]"
                  .formatted(number))
          .query()
          .listOfRows();
    }
    writer.sql("select pg_stat_force_next_flush()").query().listOfRows();
    connection.destroy();

    assertThat(sequentialScans()).isEqualTo(before);
  }

  private static long sequentialScans() {
    return database
        .sql(
            """
            select sum(seq_scan) from pg_stat_user_tables
             where schemaname = 'event_store_plans' and (relname like 'event%' or relname = 'streams')
            """)
        .query(Long.class)
        .single();
  }

  private static String plan(String statement, Map<String, Object> parameters) {
    JdbcClient.StatementSpec explain = database.sql("explain " + statement);
    parameters.forEach(explain::param);
    return String.join("\n", explain.query(String.class).list());
  }
}
