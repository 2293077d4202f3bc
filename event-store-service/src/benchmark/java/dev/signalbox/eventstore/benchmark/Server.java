package dev.signalbox.eventstore.benchmark;

import com.zaxxer.hikari.HikariDataSource;
import dev.signalbox.benchmark.Statistics;
import dev.signalbox.kit.testing.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The one PostgreSQL that all subjects use, durable as in production, with data of its own. */
final class Server implements AutoCloseable {

  static final String OWNER = "postgres";

  private static final Map<String, String> SETTINGS =
      Map.of(
          "fsync", "on",
          "synchronous_commit", "on",
          "full_page_writes", "on",
          "shared_buffers", "1GB",
          "max_connections", "200");
  private static final List<String> SHOWN =
      List.of(
          "server_version",
          "fsync",
          "synchronous_commit",
          "full_page_writes",
          "wal_sync_method",
          "shared_buffers",
          "max_connections",
          "max_wal_size",
          "autovacuum");
  private static final int SMALL_WRITES = 300;

  private final EmbeddedPostgres postgres;

  private Server(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static Server start() {
    try {
      Path data = Files.createTempDirectory("signalbox-benchmark-postgres");
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(true)
              .setPGStartupWait(Duration.ofSeconds(60));
      SETTINGS.forEach(builder::setServerConfig);
      return new Server(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    }
  }

  void create(String database) {
    execute("create database " + database);
  }

  /** Nobody may be connected to the database that is copied. */
  void copy(String from, String database) {
    execute("create database " + database + " template " + from);
  }

  void drop(String database) {
    execute("drop database if exists " + database + " with (force)");
  }

  /** So that no measured interval pays for what was written before it. */
  void settle() {
    execute("checkpoint");
  }

  /** What autovacuum would do some time after a load. */
  void vacuum(String database) {
    try (Connection connection = DriverManager.getConnection(url(database), OWNER, OWNER);
        Statement statement = connection.createStatement()) {
      statement.execute("vacuum analyze");
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    settle();
  }

  String url(String database) {
    return "jdbc:postgresql://localhost:" + postgres.getPort() + '/' + database;
  }

  /** As Node's driver wants it. */
  String uri(String database) {
    return "postgresql://%s:%s@localhost:%d/%s"
        .formatted(OWNER, OWNER, postgres.getPort(), database);
  }

  TestDatabase database(String name) {
    return new TestDatabase(url(name), OWNER, OWNER);
  }

  HikariDataSource pool(String database, String role, String password, int connections) {
    HikariDataSource pool = new HikariDataSource();
    pool.setJdbcUrl(url(database));
    pool.setUsername(role);
    pool.setPassword(password);
    pool.setMaximumPoolSize(connections);
    pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
    return pool;
  }

  Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    try (Connection connection = DriverManager.getConnection(url(OWNER), OWNER, OWNER);
        Statement statement = connection.createStatement()) {
      for (String name : SHOWN) {
        try (ResultSet row = statement.executeQuery("show " + name)) {
          row.next();
          settings.put(name, row.getString(1));
        }
      }
      return settings;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The median time of one small committed write on one connection, in milliseconds. */
  double smallWriteMillis() {
    List<Double> millis = new ArrayList<>();
    try (Connection connection = DriverManager.getConnection(url(OWNER), OWNER, OWNER);
        Statement statement = connection.createStatement()) {
      statement.execute("create table if not exists small_writes (number bigint)");
      for (int number = 0; number < SMALL_WRITES; number++) {
        long started = System.nanoTime();
        statement.execute("insert into small_writes values (" + number + ")");
        millis.add((System.nanoTime() - started) / 1e6);
      }
      return Statistics.median(millis);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private void execute(String sql) {
    try (Connection connection = DriverManager.getConnection(url(OWNER), OWNER, OWNER);
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    } catch (SQLException e) {
      throw new IllegalStateException(sql, e);
    }
  }

  @Override
  public void close() {
    try {
      postgres.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
