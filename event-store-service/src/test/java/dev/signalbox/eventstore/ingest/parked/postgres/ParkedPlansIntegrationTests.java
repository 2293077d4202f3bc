package dev.signalbox.eventstore.ingest.parked.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.housekeeping.Expiry;
import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The plans of the statements as they are sent, with many settled records and some parked ones. */
class ParkedPlansIntegrationTests {

  private static JdbcClient database;

  @BeforeAll
  static void fill() {
    TestDatabase server = TestInfrastructure.database();
    DriverManagerDataSource schema =
        new DriverManagerDataSource(
            server.url(),
            "event_store_parked_plans",
            server.createService("event_store_parked_plans"));
    Flyway.configure().dataSource(schema).load().migrate();
    database = JdbcClient.create(schema);
    database
        .sql(
            """
            insert into parked_records (id, topic, state, consumer, source_topic, source_partition, source_offset,
                                        source_timestamp, failure, parked_at, settled_at, size, record_headers)
            select 'prk_' || n, case when n % 300 = 0 then 'rare' else 'usual' end, case when parked then 'parked' else 'filed' end,
                   'event-store-service', 't', 0, n, 0, 'f', now() - n * interval '1 second',
                   case when not parked then now() end, 500, case when parked then '[]'::json end
              from (select n, n % 100 = 0 as parked from generate_series(1, 30000) as n) as numbers
            """)
        .update();
    database.sql("analyze parked_records").update();
  }

  @Test
  void listsAreReadInTheirOrder() {
    assertThat(plan(ParkedStatements.before(false, false), Map.of("before", 20_000L, "limit", 100)))
        .contains("parked_records_pkey")
        .doesNotContain("Seq Scan", "Sort");
    assertThat(
            plan(
                ParkedStatements.before(true, false),
                Map.of("before", 20_000L, "limit", 100, "topic", "rare")))
        .contains("parked_records_topic")
        .doesNotContain("Seq Scan", "Sort");
    assertThat(
            plan(
                ParkedStatements.before(false, true),
                Map.of("before", 20_000L, "limit", 100, "state", "parked")))
        .contains("parked_records_state ")
        .doesNotContain("Seq Scan", "Sort");
    assertThat(
            plan(
                ParkedStatements.before(true, true),
                Map.of("before", 20_000L, "limit", 100, "topic", "rare", "state", "parked")))
        .contains("parked_records_state_topic")
        .doesNotContain("Seq Scan", "Sort");
  }

  @Test
  void whatIsToBeReplayedIsFoundInItsOrder() {
    assertThat(
            plan(
                ParkedStatements.PARKED,
                Map.of(
                    "topic",
                    "rare",
                    "consumer",
                    "event-store-service",
                    "after",
                    100L,
                    "limit",
                    100)))
        .contains("parked_records_state_topic")
        .doesNotContain("Seq Scan", "Sort");
  }

  @Test
  void oneIsLookedUp() {
    for (String statement : new String[] {ParkedStatements.FIND, ParkedStatements.CONTENT}) {
      assertThat(plan(statement, Map.of("id", "prk_70")))
          .contains("parked_records_id_key")
          .doesNotContain("Seq Scan");
    }
  }

  @Test
  void countingReadsThoseParkedOnly() {
    for (String statement : new String[] {ParkedStatements.COUNT, ParkedStatements.OCCUPANCY}) {
      assertThat(plan(statement, Map.of()))
          .contains("parked_records_state")
          .doesNotContain("Seq Scan");
    }
  }

  @Test
  void theExpiredAreFound() {
    Expiry expiry = new Expiry("parked_records", "parked_at", Duration.ofHours(8));

    assertThat(
            database
                .sql("explain " + expiry.statement())
                .param(expiry.before(Instant.now()).atOffset(ZoneOffset.UTC))
                .param(1_000)
                .query(String.class)
                .list())
        .anyMatch(line -> line.contains("parked_records_parked_at"))
        .noneMatch(line -> line.contains("Seq Scan"));
  }

  private static String plan(String statement, Map<String, Object> parameters) {
    return String.join(
        "\n", database.sql("explain " + statement).params(parameters).query(String.class).list());
  }
}
