package dev.signalbox.eventstore.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.testing.LogSchema;
import java.time.OffsetDateTime;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The plans of what every batch and every sweep runs, with as many events held as ever are. */
class HeldPlansIntegrationTests {

  private static final Map<String, Object> IDS = Map.of("ids", new String[] {"h7", "h8", "h9"});

  private static JdbcClient database;

  @BeforeAll
  static void fill() {
    LogSchema schema = LogSchema.create("event_store_held_plans");
    database = schema.database();
    database
        .sql(
            """
            insert into event_ids select 'f' || n, 's/1', n, '1', n, now(), '' from generate_series(1, 20000) as n
            """)
        .update();
    database
        .sql(
            """
            insert into held_events (event_id, waits_for, release_at, stream, source, event)
            select 'h' || n, 'c' || n / 2, now() + n * interval '1 second', 's/' || n % 1000, 'source', '{}'
              from generate_series(1, 20000) as n
            """)
        .update();
    schema.asSuperuser("analyze held_events; analyze event_ids");
  }

  @Test
  void whatIsInTheLogIsFoundById() {
    assertThat(plan(PostgresHeldEvents.FILED, IDS))
        .contains("event_ids_pkey")
        .doesNotContain("Seq Scan");
  }

  @Test
  void whatABatchConcernsIsFoundByIdsAndCauses() {
    assertThat(plan(PostgresHeldEvents.AROUND, IDS))
        .contains("held_events_waits_for", "held_events_event_id_key")
        .doesNotContain("Seq Scan");
    assertThat(
            plan(
                PostgresHeldEvents.LAST,
                Map.of(
                    "sources", new String[] {"source", "source"},
                    "streams", new String[] {"s/7", "s/8"})))
        .contains("held_events_stream")
        .doesNotContain("Seq Scan");
  }

  @Test
  void aSweepLooksForEachCauseById() {
    assertThat(
            plan(
                PostgresHeldEvents.RELEASABLE,
                Map.of("now", OffsetDateTime.parse("2026-01-01T00:00:00Z"), "limit", 100)))
        .contains("held_events_pkey", "event_ids_pkey")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  @Test
  void whatIsFiledOrWaitsFurtherIsFoundById() {
    assertThat(plan(PostgresHeldEvents.FORGET, IDS))
        .contains("held_events_event_id_key")
        .doesNotContain("Seq Scan");
    assertThat(plan(PostgresHeldEvents.REHOLD, Map.of("cause", "c", "id", "h7")))
        .contains("held_events_event_id_key")
        .doesNotContain("Seq Scan");
  }

  private static String plan(String statement, Map<String, Object> parameters) {
    return String.join(
        "\n", database.sql("explain " + statement).params(parameters).query(String.class).list());
  }
}
