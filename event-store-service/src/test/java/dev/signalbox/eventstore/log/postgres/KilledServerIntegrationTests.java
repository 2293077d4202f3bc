package dev.signalbox.eventstore.log.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogOrderContract;
import dev.signalbox.eventstore.log.testing.KillablePostgres;
import dev.signalbox.eventstore.log.testing.LogPropertiesFixture;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.atomic.AtomicBoolean;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** The database server is killed and started again, and again, while everybody writes. */
class KilledServerIntegrationTests extends LogOrderContract {

  private final KillablePostgres server = new KillablePostgres();
  private final HikariDataSource connections = new HikariDataSource();
  private int kills;

  @BeforeEach
  void start() throws IOException {
    server.start();
    connections.setJdbcUrl(server.url());
    connections.setUsername("postgres");
    connections.setMaximumPoolSize(10);
    connections.setConnectionTimeout(1_000);
    connections.setInitializationFailTimeout(-1);
    Flyway.configure().dataSource(connections).load().migrate();
  }

  @AfterEach
  void stop() throws IOException {
    connections.close();
    server.close();
    assertThat(kills).isPositive();
  }

  @Override
  protected EventLog log() {
    return new PostgresEventLog(
        JdbcClient.create(connections),
        new JdbcTemplate(connections),
        new JdbcTransactionManager(connections),
        LogPropertiesFixture.defaults());
  }

  @Override
  protected EventLog logOfAnotherProcess() {
    return log();
  }

  @Override
  protected void makeFaults(AtomicBoolean stopped) throws IOException, SQLException {
    while (!stopped.get()) {
      letItWork();
      server.kill();
      kills++;
      server.start();
    }
  }

  // It is killed while it works, not while it starts.
  private void letItWork() throws SQLException {
    try (Connection connection = DriverManager.getConnection(server.url(), "postgres", "");
        Statement statement = connection.createStatement()) {
      statement.execute("select pg_sleep(1.5)");
    }
  }
}
