package dev.signalbox.eventstore.archive.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.postgres.Logs;
import dev.signalbox.eventstore.log.testing.LogSchema;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The plans of what is asked of a month that is out of the log and still has its table. */
class ArchivePlansIntegrationTests {

  private static final String TABLE = "events_2025_03";
  private static final Map<String, Object> PLACE =
      Map.of("transaction", "70", "position", 1L, "limit", 100);

  private static JdbcClient database;

  @BeforeAll
  static void fill() {
    LogSchema schema = LogSchema.create("event_store_archive_plans");
    database = schema.database();
    database.sql("select ensure_event_partition('2025-03-15Z')").query().listOfRows();
    fill(
        """
        insert into events
        select (n / 100)::text::xid8, n % 100 + 1, case when n % 500 = 0 then 'rare/' else 'usual/' end || n % 1000,
               n / 1000 + 1, case when n % 500 = 0 then 'rare' else 'usual' end, 'e' || n,
               case when n % 500 = 0 then 'rare.v1' else 'usual.v1' end, 1, 'test', '2025-03-15Z', '2025-03-15Z', null,
               null, array['every'], '{}', '{}'
          from generate_series(100, 12099) as n
        """);
    fill("insert into event_tags select 'every', tx, position, type from events");
    fill("insert into archives (month, state) values ('2025-03-01', 'preparing')");
    database.sql("select detach_month('2025-03-01')").query().listOfRows();
    schema.asSuperuser("analyze event_tags; analyze " + TABLE);
  }

  @Test
  void itIsReadInTheOrderOfTheLog() {
    assertThat(read(Selection.ALL))
        .contains("Index Scan using events_2025_03_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
    assertThat(read(Selection.category("rare")))
        .contains("Index Scan using events_2025_03_category_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
    assertThat(read(Selection.type("rare.v1")))
        .contains("Index Scan using events_2025_03_type_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
    assertThat(read(new Selection(null, null, "every")))
        .contains("event_tags_", "_pkey", "events_2025_03_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  @Test
  void itIsWrittenIntoItsFileInTheOrderOfTheLog() {
    assertThat(plan(TableLines.AFTER.formatted(TABLE), PLACE))
        .contains("Index Scan using events_2025_03_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  @Test
  void itsEndsAreFound() {
    assertThat(plan(PostgresMonths.FIRST.formatted(TABLE), Map.of()))
        .contains("Index Only Scan using events_2025_03_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
    assertThat(plan(PostgresMonths.LAST.formatted(TABLE), Map.of()))
        .contains("Index Only Scan Backward using events_2025_03_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  private static String read(Selection selection) {
    Map<String, Object> parameters = new HashMap<>(PLACE);
    parameters.put("bound", "99999999");
    if (selection.tag() != null || selection.category() != null) {
      parameters.put("category", selection.category());
    }
    if (selection.tag() != null || selection.type() != null) {
      parameters.put("type", selection.type());
    }
    if (selection.tag() != null) {
      parameters.put("tag", selection.tag());
    }
    return plan(Logs.statementOn(TABLE, selection), parameters);
  }

  private static void fill(String statement) {
    database.sql(statement).update();
  }

  private static String plan(String statement, Map<String, Object> parameters) {
    return String.join(
        "\n", database.sql("explain " + statement).params(parameters).query(String.class).list());
  }
}
