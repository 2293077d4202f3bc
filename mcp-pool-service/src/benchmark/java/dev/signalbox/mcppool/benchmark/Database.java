package dev.signalbox.mcppool.benchmark;

import dev.signalbox.kit.testing.TestDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;

/** The service's PostgreSQL, as durable as it is in production. */
final class Database implements AutoCloseable {
  static final String ROLE = "mcp_pool";

  private static final Map<String, String> SETTINGS =
      Map.of("fsync", "on", "synchronous_commit", "on", "full_page_writes", "on");

  private final EmbeddedPostgres postgres;

  private Database(EmbeddedPostgres postgres) {
    this.postgres = postgres;
  }

  static Database start() {
    try {
      Path data = Files.createTempDirectory("signalbox-benchmark-postgres");
      EmbeddedPostgres.Builder builder =
          EmbeddedPostgres.builder()
              .setDataDirectory(data)
              .setCleanDataDirectory(true)
              .setPGStartupWait(Duration.ofSeconds(60));
      SETTINGS.forEach(builder::setServerConfig);
      return new Database(builder.start());
    } catch (IOException e) {
      throw new UncheckedIOException("PostgreSQL does not start", e);
    }
  }

  String url() {
    return "jdbc:postgresql://127.0.0.1:" + postgres.getPort() + "/postgres";
  }

  /** Makes the service's role, and returns its password. */
  String createService() {
    return new TestDatabase(url(), "postgres", "postgres").createService(ROLE);
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
