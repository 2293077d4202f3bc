package dev.signalbox.registry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;

class MigrationsIntegrationTests {

  private static final String POPULATE =
      """
      INSERT INTO agents (agent_id, agent_type, name, description, capabilities, specializations,
          prompt, primary_models, fallback_models, mcp_tools, max_concurrent_requests,
          timeout_seconds, revision, created_at, updated_at)
      SELECT 'agent-' || n, 'built_in', 'Agent', 'Any.', '{}', '{}', 'You are any agent.',
             '{openai/gpt-4o}', '{}', '{}', 5, 30, nextval('agent_revisions'), now(), now()
        FROM generate_series(1, 500) AS n
      """;

  @Test
  void anEmptySchemaBecomesThePresentOne() {
    Flyway flyway = flyway("registry_empty");

    MigrateResult result = flyway.migrate();

    assertThat(result.success).isTrue();
    assertThat(result.migrationsExecuted).isEqualTo(flyway.info().all().length);
    assertThat(flyway.migrate().migrationsExecuted).isZero();
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
  }

  @Test
  void agentsOutliveTheMigrationsThatCameAfterThem() throws SQLException {
    TestDatabase database = TestInfrastructure.database();
    flyway("registry_populated", "1").migrate();
    try (Connection connection = connect(database, "registry_populated");
        Statement statement = connection.createStatement()) {
      statement.execute(POPULATE);
    }

    flyway("registry_populated").migrate();

    try (Connection connection = connect(database, "registry_populated");
        Statement statement = connection.createStatement();
        ResultSet kept =
            statement.executeQuery(
                """
                SELECT count(*), count(*) FILTER (WHERE status = 'active'
                           AND status_since = agents.created_at AND search @@ 'agent'),
                       count(*) FILTER (WHERE v.definition ->> 'prompt' = 'You are any agent.'
                           AND v.definition -> 'models' ->> 'primary' = '["openai/gpt-4o"]')
                  FROM agents JOIN agent_versions v USING (agent_id, version)
                """)) {
      assertThat(kept.next()).isTrue();
      assertThat(List.of(kept.getInt(1), kept.getInt(2), kept.getInt(3))).containsOnly(500);
    }
  }

  @Test
  void anEscalationThatWaitsOutlivesTheMigrationOfItsTable() throws SQLException {
    TestDatabase database = TestInfrastructure.database();
    flyway("registry_escalating", "8").migrate();
    try (Connection connection = connect(database, "registry_escalating");
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO escalation_deliveries (event_id, target, body, created_at, next_attempt_at)
          VALUES ('evt_1', 'https://example.com/', '{"type":"t","id":"evt_1","data":{"b":1,"a":2}}', now(), now())
          """);
    }

    flyway("registry_escalating").migrate();

    try (Connection connection = connect(database, "registry_escalating");
        Statement statement = connection.createStatement();
        ResultSet kept = statement.executeQuery("SELECT channel, alert FROM alert_deliveries")) {
      assertThat(kept.next()).isTrue();
      assertThat(kept.getString(1)).isEqualTo("webhook");
      assertThat(kept.getString(2)).isEqualTo("{\"b\":1,\"a\":2}");
    }
  }

  private static Flyway flyway(String role) {
    return flyway(role, "latest");
  }

  private static Flyway flyway(String role, String target) {
    TestDatabase database = TestInfrastructure.database();
    String password = database.createService(role);
    return Flyway.configure()
        .dataSource(database.url(), role, password)
        .locations("classpath:db/migration")
        .target(target)
        .load();
  }

  private static Connection connect(TestDatabase database, String role) throws SQLException {
    return database.connect(role, database.createService(role));
  }
}
