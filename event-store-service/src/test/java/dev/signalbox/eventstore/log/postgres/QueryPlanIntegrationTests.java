package dev.signalbox.eventstore.log.postgres;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEvent;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Condition;
import dev.signalbox.eventstore.log.ExpectedVersion;
import dev.signalbox.eventstore.log.Match;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.testing.LogPropertiesFixture;
import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The plans of the statements as they are sent, on a log that is large enough to matter. */
class QueryPlanIntegrationTests {

  private static JdbcClient database;
  private static String month;

  @BeforeAll
  static void fill() {
    TestDatabase server = TestInfrastructure.database();
    DriverManagerDataSource schema =
        new DriverManagerDataSource(
            server.url(), "event_store_plans", server.createService("event_store_plans"));
    Flyway.configure().dataSource(schema).load().migrate();
    database = JdbcClient.create(schema);
    PostgresEventLog log = logIn(schema);
    for (int batch = 1; batch <= 150; batch++) {
      log.append(Append.of(events(batch)));
    }
    // Not the empty partitions: once it knows that they are empty, the planner just reads them.
    month =
        database
            .sql("select 'events_' || to_char(now() at time zone 'UTC', 'YYYY_MM')")
            .query(String.class)
            .single();
    database.sql("analyze streams, event_ids, event_tags, " + month).update();
  }

  @Test
  void aStreamIsReadByItsVersions() {
    assertThat(plan(Statements.STREAM, Map.of("stream", "usual/7-3", "from", 2L, "limit", 100)))
        .contains("_stream_version")
        .doesNotContain("Seq Scan");
    assertThat(
            plan(
                Statements.STREAM_AS_OF,
                Map.of(
                    "stream",
                    "usual/7-3",
                    "from",
                    2L,
                    "limit",
                    100,
                    "as_of",
                    OffsetDateTime.parse("2099-01-01T00:00:00Z"))))
        .contains("_stream_version")
        .doesNotContain("Seq Scan");
    assertThat(
            plan(
                Statements.STREAM_BACKWARDS,
                Map.of("stream", "usual/7-3", "from", 20L, "limit", 100)))
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
            plan(
                Statements.ALL,
                Map.of(
                    "transaction", "900", "position", 20_000L, "bound", "99999999", "limit", 100)))
        .contains("_tx_position_idx", "Index Cond: ((ROW(tx, \"position\") > ROW(")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  @Test
  void aCategoryIsReadInTheOrderOfTheLog() {
    assertThat(
            plan(
                Statements.CATEGORY,
                Map.of(
                    "transaction",
                    "0",
                    "position",
                    0L,
                    "bound",
                    "99999999",
                    "category",
                    "rare",
                    "limit",
                    100)))
        .contains("_category_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  @Test
  void aTypeIsReadInTheOrderOfTheLog() {
    assertThat(
            plan(
                Statements.TYPE,
                Map.of(
                    "transaction",
                    "0",
                    "position",
                    0L,
                    "bound",
                    "99999999",
                    "type",
                    "rare.happened.v1",
                    "limit",
                    100)))
        .contains("_type_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  @Test
  void aTypeOfACategoryIsReadInTheOrderOfTheLog() {
    assertThat(
            plan(
                Statements.CATEGORY_AND_TYPE,
                Map.of(
                    "transaction", "0",
                    "position", 0L,
                    "bound", "99999999",
                    "category", "rare",
                    "type", "rare.happened.v1",
                    "limit", 100)))
        .contains("_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  @Test
  void aTagIsReadInTheOrderOfTheLog() {
    Map<String, Object> parameters = new HashMap<>();
    parameters.put("transaction", "0");
    parameters.put("position", 0L);
    parameters.put("bound", "99999999");
    parameters.put("tag", "every");
    parameters.put("type", null);
    parameters.put("category", null);
    parameters.put("limit", 100);

    assertThat(plan(Statements.TAG, parameters))
        .contains("event_tags_", "_pkey", "_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  @Test
  void aStreamIsReadBackwardsByItsVersions() {
    assertThat(
            plan(
                Statements.STREAM_BACKWARDS_AS_OF,
                Map.of(
                    "stream",
                    "usual/7-3",
                    "from",
                    20L,
                    "limit",
                    100,
                    "as_of",
                    OffsetDateTime.parse("2099-01-01T00:00:00Z"))))
        .contains("_stream_version")
        .doesNotContain("Seq Scan");
  }

  @Test
  void archivedRunsAndVersionsAreFoundAmongMany() {
    database
        .sql(
            "insert into archives select '2001-01-01'::date + n * interval '1 month', 'archived' from generate_series(0, 99) as n")
        .update();
    database
        .sql(
            """
            insert into archived_ranges
            select '2001-01-01'::date + n / 200 * interval '1 month', (n * 100)::text::xid8, 1, (n * 100 + 9)::text::xid8, 1
              from generate_series(0, 19999) as n
            """)
        .update();
    database
        .sql(
            """
            insert into archived_streams
            select 'usual/' || n % 1000, '2001-01-01'::date + n / 1000 * interval '1 month', 1, 2
              from generate_series(0, 19999) as n
            """)
        .update();
    database.sql("analyze archived_ranges, archived_streams").update();
    assertThat(plan(Statements.HORIZON, Map.of("transaction", "1900000", "position", 1L)))
        .contains("archived_ranges_pkey")
        .doesNotContain("Seq Scan", "Sort  (");
    assertThat(
            plan(
                Statements.ARCHIVED_MONTHS,
                Map.of("transaction", "1990000", "position", 1L, "bound", "99999999")))
        .contains("archived_ranges_pkey")
        .doesNotContain("Seq Scan on archived_ranges");
    assertThat(plan(Statements.LAST_ARCHIVED, Map.of("bound", "99999999")))
        .contains("Backward using archived_ranges_pkey")
        .doesNotContain("Seq Scan");
    assertThat(plan(Statements.ARCHIVED_VERSIONS, Map.of("stream", "usual/7-3")))
        .contains("archived_streams_pkey")
        .doesNotContain("Seq Scan on archived_streams");
    database.sql("delete from archived_ranges").update();
    database.sql("delete from archived_streams").update();
    database.sql("delete from archives").update();
  }

  @Test
  void theHeadIsFoundAtTheEnd() {
    assertThat(plan(Statements.LAST, Map.of("bound", "99999999")))
        .contains("Index Only Scan Backward", "_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
    assertThat(plan(Statements.HELD_BACK, Map.of("bound", "99999999", "limit", 100)))
        .contains("Index Scan using " + month + "_tx_position_idx");
  }

  @Test
  void anAppendScansNoTable() {
    long before = sequentialScans();
    TestDatabase server = TestInfrastructure.database();
    SingleConnectionDataSource connection =
        new SingleConnectionDataSource(
            server.url(), "event_store_plans", server.createService("event_store_plans"), true);
    PostgresEventLog log = logIn(connection);
    StreamName stream = new StreamName("usual/7-3");
    Condition condition =
        new Condition(
            List.of(
                new Match(Set.of("usual.happened.v1"), Set.of("none:1", "none:2")),
                new Match(Set.of("none.happened.v1"), Set.of())),
            Checkpoint.START);
    for (int number = 0; number < 20; number++) {
      Append append = Append.to(stream, ExpectedVersion.exists(), List.of(anyEvent(stream)));
      log.append(append);
      log.append(Append.of(List.of(anyEvent(stream))).provided(condition));
    }
    JdbcClient writer = JdbcClient.create(connection);
    writer.sql("select pg_stat_force_next_flush()").query().listOfRows();
    connection.destroy();

    assertThat(sequentialScans()).isEqualTo(before);
  }

  private static List<NewEvent> events(int batch) {
    return IntStream.rangeClosed(1, 200)
        .mapToObj(
            number -> {
              String category = number == 1 ? "rare" : "usual";
              return new NewEvent(
                  "e" + batch + "-" + number,
                  new StreamName(category + "/" + batch + "-" + number % 10),
                  category + ".happened.v1",
                  "test",
                  null,
                  null,
                  null,
                  null,
                  json("{\"n\":" + number + "}"),
                  1,
                  Set.of("every", "batch:" + batch));
            })
        .toList();
  }

  private static PostgresEventLog logIn(DataSource schema) {
    return new PostgresEventLog(
        JdbcClient.create(schema),
        new JdbcTemplate(schema),
        new JdbcTransactionManager(schema),
        LogPropertiesFixture.defaults());
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
