package dev.signalbox.cost;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.output.MigrateResult;
import org.junit.jupiter.api.Test;

class MigrationsIntegrationTests {

  private static final String POPULATE =
      """
      INSERT INTO price_versions (version, content_hash, added, applied_at)
      VALUES (1, repeat('0', 64), 1, now());
      INSERT INTO prices (price_id, provider, model, revision, currency, source, version)
      SELECT 'p/' || n, 'p', 'm' || n, 1, 'USD', 'a test', 1 FROM generate_series(1, 500) AS n;
      """;

  @Test
  void anEmptySchemaBecomesThePresentOne() {
    Flyway flyway = flyway("cost_empty", "latest");

    MigrateResult result = flyway.migrate();

    assertThat(result.success).isTrue();
    assertThat(result.migrationsExecuted).isEqualTo(flyway.info().all().length);
    assertThat(flyway.migrate().migrationsExecuted).isZero();
    assertThat(flyway.validateWithResult().validationSuccessful).isTrue();
  }

  @Test
  void pricesOutliveTheMigrationsThatCameAfterThem() throws SQLException {
    flyway("cost_populated", "1").migrate();
    run("cost_populated", POPULATE);

    flyway("cost_populated", "latest").migrate();

    assertThat(count("cost_populated", "SELECT count(*) FROM prices")).isEqualTo(500);
    run("cost_populated", "SELECT ensure_month('ledger_entries', '2026-11-20')");
    run("cost_populated", "SELECT ensure_month('ledger_entries', '2026-11-20')");
    assertThat(
            count(
                "cost_populated",
                "SELECT count(*) FROM pg_inherits WHERE inhparent = 'ledger_entries'::regclass"))
        .isEqualTo(1);
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

  private static void run(String role, String sql) throws SQLException {
    try (Connection connection = connect(role);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static int count(String role, String sql) throws SQLException {
    try (Connection connection = connect(role);
        Statement statement = connection.createStatement();
        ResultSet count = statement.executeQuery(sql)) {
      count.next();
      return count.getInt(1);
    }
  }

  private static Connection connect(String role) throws SQLException {
    TestDatabase database = TestInfrastructure.database();
    return database.connect(role, database.createService(role));
  }
}
