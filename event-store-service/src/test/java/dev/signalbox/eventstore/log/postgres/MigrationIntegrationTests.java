package dev.signalbox.eventstore.log.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

class MigrationIntegrationTests {

  private static final String APPEND =
      """
      select outcome from append_events('{1}', '{1}', '{0}', '{e1}', '{t}', '{1}', '{s}', null, null, null,
        null, null, '{"{}"}', '{"\\\\xaa"}', '{a/1}', '{1}', '{}', '{}', '{}', '{1}', '{t}', false, null)
      """;

  /** The same in the first schema. */
  private static final String FIRST_APPEND =
      """
      select outcome from append_events('{1}', '{0}', '{a/1}', '{e1}', '{t}', '{1}', '{s}', '{null}', '{null}', '{null}',
        null, '{"{}"}', '{"{}"}', '{aa}', '{a/1}', '{1}', '{}', '{}', '{}', '{1}', '{t}', false, null)
      """;

  @Test
  void makesAnEmptySchemaReady() {
    DriverManagerDataSource schema = schemaOf("event_store_empty");

    migrate(schema, "latest");

    JdbcClient database = JdbcClient.create(schema);
    assertThat(database.sql(APPEND).query(String.class).single()).isEqualTo("appended");
    assertThat(partitions(database)).contains("events_default").hasSizeGreaterThanOrEqualTo(3);
    assertThat(database.sql("select count(*) from events_default").query(Integer.class).single())
        .isZero();
  }

  @Test
  void keepsWhatAPopulatedSchemaHas() {
    DriverManagerDataSource schema = schemaOf("event_store_populated");
    migrate(schema, "1");
    JdbcClient database = JdbcClient.create(schema);
    database.sql(FIRST_APPEND).query(String.class).single();

    migrate(schema, "latest");

    assertThat(database.sql("select event_id from events").query(String.class).list())
        .containsExactly("e1");
    assertThat(database.sql(APPEND).query(String.class).single()).isEqualTo("repeated");
    assertThat(database.sql("select count(*) from held_events").query(Integer.class).single())
        .isZero();
  }

  @Test
  void makesAMonthsPartitionOnce() {
    DriverManagerDataSource schema = schemaOf("event_store_months");
    migrate(schema, "latest");
    JdbcClient database = JdbcClient.create(schema);
    String ensure = "select ensure_event_partition('2031-01-31T23:00:00-05:00')";

    assertThat(database.sql(ensure).query(Boolean.class).single()).isTrue();
    assertThat(database.sql(ensure).query(Boolean.class).single()).isFalse();
    assertThat(partitions(database)).contains("events_2031_02");
  }

  private static java.util.List<String> partitions(JdbcClient database) {
    return database
        .sql(
            "select inhrelid::regclass::text from pg_inherits where inhparent = 'events'::regclass")
        .query(String.class)
        .list();
  }

  private static DriverManagerDataSource schemaOf(String service) {
    TestDatabase server = TestInfrastructure.database();
    return new DriverManagerDataSource(server.url(), service, server.createService(service));
  }

  private static void migrate(DriverManagerDataSource schema, String target) {
    Flyway.configure().dataSource(schema).target(target).load().migrate();
  }
}
