package dev.signalbox.mcppool.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;

class MigrationsIntegrationTests {
  private static final String ROLE = "mcp_pool_migrations";

  private final TestDatabase database = TestInfrastructure.database();
  private final String password = database.createService(ROLE);

  @Test
  void anEmptySchemaBecomesThePresentOneOnceAndHoldsToItsRules() throws SQLException {
    Flyway flyway =
        Flyway.configure()
            .dataSource(database.url(), ROLE, password)
            .locations("classpath:db/migration")
            .load();
    MigrateResult result = flyway.migrate();

    assertThat(result.success).isTrue();
    assertThat(result.migrationsExecuted).isEqualTo(flyway.info().all().length);
    assertThat(flyway.migrate().migrationsExecuted).isZero();
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();

    insert("github", "stdio");
    assertThatThrownBy(() -> insert("two__parts", "stdio")).hasMessageContaining("id_check");
    assertThatThrownBy(() -> insert("smoke", "smoke")).hasMessageContaining("transport_check");
  }

  private void insert(String id, String transport) throws SQLException {
    try (Connection connection = database.connect(ROLE, password);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO server (id, transport, registered_at, registered_by)
          VALUES ('%s', '{"type": "%s"}', now(), 'key_1')
          """
              .formatted(id, transport));
    }
  }
}
