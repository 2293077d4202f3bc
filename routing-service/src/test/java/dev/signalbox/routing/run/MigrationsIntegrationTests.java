package dev.signalbox.routing.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;

class MigrationsIntegrationTests {

  private static final String CONVERSATION =
      "INSERT INTO conversations (conversation_id, owner, title, created_at, updated_at) VALUES ('conv_1', 'user:a/b', 'x', now(), now())";

  private final TestDatabase database = TestInfrastructure.database();

  private Flyway flyway(String role) {
    return Flyway.configure()
        .dataSource(database.url(), role, database.createService(role))
        .locations("classpath:db/migration")
        .load();
  }

  private void inSchema(String role, String... statements) throws SQLException {
    try (Connection connection = database.connect(role, database.createService(role));
        Statement statement = connection.createStatement()) {
      for (String sql : statements) {
        statement.execute(sql);
      }
    }
  }

  @Test
  void migratesAnEmptySchemaAndThenChangesNothing() {
    Flyway flyway = flyway("routing_empty");

    assertThat(flyway.migrate().migrationsExecuted).isPositive();
    assertThat(flyway.migrate().migrationsExecuted).isZero();
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
  }

  @Test
  void keepsWhatIsThere() throws SQLException {
    Flyway flyway = flyway("routing_populated");
    flyway.migrate();
    inSchema("routing_populated", CONVERSATION);

    flyway.migrate();

    try (Connection connection =
            database.connect("routing_populated", database.createService("routing_populated"));
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT count(*) FROM conversations")) {
      assertThat(rows.next()).isTrue();
      assertThat(rows.getInt(1)).isEqualTo(1);
    }
  }

  @Test
  void letsOnlyOneRunOfAConversationGoOn() throws SQLException {
    flyway("routing_constraints").migrate();
    inSchema("routing_constraints", CONVERSATION, run("run_1"));

    assertThatThrownBy(() -> inSchema("routing_constraints", run("run_2")))
        .hasMessageContaining("runs_running");
  }

  private static String run(String id) {
    return """
        INSERT INTO runs (run_id, conversation_id, message_id, request_id, caller, status, last_event_id, lease_until, started_at)
        VALUES ('%s', 'conv_1', 'msg_1', 'req_1', 'key_1', 'running', 'evt_1', now(), now())"""
        .formatted(id);
  }
}
