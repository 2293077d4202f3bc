package dev.signalbox.eventstore.privacy.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The plans of the statements as they are sent, with as many subjects as matter. */
class SubjectKeyPlanIntegrationTests {

  private static JdbcClient database;

  @BeforeAll
  static void fill() {
    TestDatabase server = TestInfrastructure.database();
    DriverManagerDataSource schema =
        new DriverManagerDataSource(
            server.url(), "event_store_keys", server.createService("event_store_keys"));
    Flyway.configure().dataSource(schema).load().migrate();
    database = JdbcClient.create(schema);
    database
        .sql(
            """
            insert into subject_keys (subject, key_number, master, wrapped_key, created_at)
            select 'user/' || n, 1, case when n % 1000 = 0 then 'old' else 'new' end, 'x', now()
              from generate_series(1, 20000) as n
            """)
        .update();
    database.sql("analyze subject_keys").update();
  }

  @Test
  void keysAreLookedUp() {
    assertThat(
            plan(
                PostgresSubjectKeys.FIND,
                Map.of("subjects", new String[] {"user/1", "user/70", "user/7"})))
        .contains("subject_keys_pkey")
        .doesNotContain("Seq Scan");
  }

  @Test
  void whatRotationHasToDoIsFound() {
    assertThat(
            plan(
                PostgresSubjectKeys.OUTDATED, Map.of("others", new String[] {"old"}, "limit", 500)))
        .contains("subject_keys_master")
        .doesNotContain("Seq Scan");
  }

  private static String plan(String statement, Map<String, Object> parameters) {
    return String.join(
        "\n", database.sql("explain " + statement).params(parameters).query(String.class).list());
  }
}
