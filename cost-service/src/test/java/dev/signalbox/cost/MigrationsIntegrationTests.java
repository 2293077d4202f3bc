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

  private static final String ENTRIES =
      """
      SELECT ensure_month('ledger_entries', '2026-11-01'), ensure_month('cost_rollups', '2026-11-01');
      INSERT INTO ledger_entries (attempted_at, attempt_id, entry_id, usage_event_id, run_id, provider,
          model, simulated, outcome, usage_source, api_flavor, started_at, ended_at, recorded_at, status,
          buckets, tokens, input_tokens, output_tokens)
      SELECT attempt_time(id), id, 'led', 'evt', 'run_a', 'p', 'm', false, 'completed', 'provider', 'chat',
             now(), now(), now(), 'unpriced', '{}', '{}', 3, 4
        FROM (SELECT 'att_01m7wd7tg0' || lpad(n::text, 16, '0') AS id FROM generate_series(1, 20) AS n) AS ids;
      INSERT INTO cost_rollups (dimension, day, value, simulated, shard, entries, unpriced, unmetered,
          input_tokens, output_tokens, input_cost, output_cost)
      SELECT 'all', attempted_at::date, '', false, 0, count(*), count(*), 0, 60, 80, 0, 0
        FROM ledger_entries GROUP BY 2;
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

  @Test
  void whatIsInTheLedgerIsInTheSumsThatCameLater() throws SQLException {
    flyway("cost_used", "14").migrate();
    run("cost_used", ENTRIES);

    flyway("cost_used", "latest").migrate();

    assertThat(
            count(
                "cost_used",
                "SELECT entries FROM cost_rollups WHERE dimension = 'run' AND value = 'run_a'"))
        .isEqualTo(20);
    assertThat(
            count(
                "cost_used",
                "SELECT input_tokens FROM cost_rollups_by_hour WHERE dimension = 'model'"))
        .isEqualTo(60);
    assertThat(
            count(
                "cost_used",
                "SELECT entries FROM lifetime_costs WHERE dimension = 'run' AND value = 'run_a'"))
        .isEqualTo(20);
    assertThat(count("cost_used", "SELECT sum(number) FROM daily_values WHERE dimension = 'run'"))
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
