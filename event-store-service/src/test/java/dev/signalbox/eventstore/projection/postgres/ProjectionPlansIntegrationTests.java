package dev.signalbox.eventstore.projection.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.testing.EventFixtures;
import dev.signalbox.eventstore.projection.testing.Replica;
import dev.signalbox.eventstore.state.postgres.SnapshotsFixture;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** The plans of what is asked of the log again and again. */
class ProjectionPlansIntegrationTests {

  private static final String SCHEMA = "event_store_projection_plans";

  private static Replica replica;

  @BeforeAll
  static void fill() {
    Replica.migrate(SCHEMA);
    replica = Replica.of(SCHEMA);
    for (int batch = 0; batch < 100; batch++) {
      int number = batch;
      List<NewEvent> events =
          IntStream.range(0, 200)
              .mapToObj(
                  one ->
                      EventFixtures.ofType(
                          one == 0 ? "rare.v1" : "usual.v1",
                          new StreamName((one == 0 ? "rare/" : "usual/") + number)))
              .toList();
      replica.log().append(Append.of(events));
    }
    replica
        .database()
        .sql(
            """
            insert into stream_snapshots (stream, fold, fold_version, version, recorded_at, last_type, state, hides)
            select 'usual/' || s, 'merge', 1, v * 200, now(), 'usual.v1', '{}', array['subject/' || s, 'subject/0']
              from generate_series(1, 200) s, generate_series(1, 50) v
            """)
        .update();
    replica
        .database()
        .sql("insert into streams select 'other/' || n, 1, now() from generate_series(1, 20000) n")
        .update();
    String month =
        replica
            .database()
            .sql("select 'events_' || to_char(now() at time zone 'UTC', 'YYYY_MM')")
            .query(String.class)
            .single();
    replica.database().sql("analyze streams, stream_snapshots, " + month).update();
  }

  @AfterAll
  static void close() {
    replica.close();
  }

  @Test
  void lagIsCountedFromItsPlaceOn() {
    Map<String, Object> place = Map.of("tx", "900", "position", 15_000L, "limit", 100);

    assertThat(plan(LagStatements.lag(Selection.type("rare.v1")), place, Map.of("type", "rare.v1")))
        .contains("_type_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
    assertThat(
            plan(LagStatements.lag(Selection.category("rare")), place, Map.of("category", "rare")))
        .contains("_category_tx_position_idx")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  @Test
  void aSnapshotIsFoundByItsKey() {
    assertThat(
            plan(
                SnapshotsFixture.LATEST,
                Map.of("stream", "usual/7", "fold", "merge", "fold_version", 1, "upcasters", ""),
                Map.of("version", 5000, "time", OffsetDateTime.now(ZoneOffset.UTC))))
        .contains("Index Scan Backward using stream_snapshots_pkey")
        .doesNotContain("Seq Scan", "Sort  (");
  }

  private static String plan(
      String statement, Map<String, Object> some, Map<String, Object> others) {
    JdbcClient.StatementSpec explain = replica.database().sql("explain " + statement);
    some.forEach(explain::param);
    others.forEach(explain::param);
    return String.join("\n", explain.query(String.class).list());
  }
}
