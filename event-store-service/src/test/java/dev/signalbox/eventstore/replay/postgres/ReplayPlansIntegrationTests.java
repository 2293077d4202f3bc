package dev.signalbox.eventstore.replay.postgres;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.events;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.postgres.Logs;
import dev.signalbox.eventstore.log.testing.LogSchema;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The plans of what replays ask, with many that have ended. */
class ReplayPlansIntegrationTests {

  private static JdbcClient database;

  @BeforeAll
  static void fill() {
    LogSchema schema = LogSchema.create("event_store_replay_plans");
    database = schema.database();
    EventLog log = Logs.in(schema.dataSource());
    for (int batch = 0; batch < 60; batch++) {
      log.append(Append.of(events(anyStream(), 200)));
    }
    database
        .sql(
            """
            insert into replays (id, topic, from_tx, from_position, to_tx, to_position, rate, state, at_tx, at_position,
                                 total, requested_by, requested_at)
            select 'rpl_' || n, 't', '0', 0, '9', 9, 1, case when n % 5000 = 0 then 'running' else 'completed' end,
                   '0', 0, 0, 'k', now()
              from generate_series(1, 20000) as n
            """)
        .update();
    String month =
        database
            .sql("select 'events_' || to_char(now() at time zone 'UTC', 'YYYY_MM')")
            .query(String.class)
            .single();
    schema.asSuperuser("analyze replays; analyze " + month);
  }

  @Test
  void whatRunsIsFoundAmongManyThatEnded() {
    assertThat(plan(PostgresReplays.CLAIM, Map.of("seconds", 30.0)))
        .contains("replays_running", "replays_pkey")
        .doesNotContain("Seq Scan");
    assertThat(plan(PostgresReplays.RUNNING, Map.of()))
        .contains("replays_running")
        .doesNotContain("Seq Scan");
    assertThat(plan(PostgresReplays.BEFORE, Map.of("id", "rpl_7", "limit", 100)))
        .contains("Index Scan Backward using replays_pkey")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  @Test
  void theLogIsReadInItsOrder() {
    Map<String, Object> range =
        Map.of("from_tx", "1", "from_position", 1L, "to_tx", "99999999", "to_position", 1L);
    String everything =
        PostgresLogRanges.COUNT
            .replace(":category", "null")
            .replace(":type", "null")
            .replace(":tag", "null")
            .replace(":limit", "100");
    OffsetDateTime time = OffsetDateTime.parse("2026-01-01T00:00:00Z");

    assertThat(plan(everything, range))
        .contains("_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
    assertThat(plan(PostgresLogRanges.BEFORE_FIRST, Map.of("time", time)))
        .contains("_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
    assertThat(
            plan(
                PostgresLogRanges.LAST_BEFORE,
                Map.of("time", OffsetDateTime.parse("2099-01-01T00:00:00Z"))))
        .contains("Scan Backward using", "_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  private static String plan(String statement, Map<String, Object> parameters) {
    return String.join(
        "\n", database.sql("explain " + statement).params(parameters).query(String.class).list());
  }
}
