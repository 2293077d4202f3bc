package dev.signalbox.eventstore.log.testing;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.util.FileSystemUtils;

/** A PostgreSQL of its own, with {@code kill -9} for all of its processes at once. */
public final class KillablePostgres implements AutoCloseable {

  private final Path data;
  private int port;
  private @Nullable EmbeddedPostgres running;

  public KillablePostgres() {
    try {
      data = Files.createTempDirectory("signalbox-killable-postgres");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Starts it, on the same port and with the same data each time. */
  public void start() throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(data)
            .setCleanDataDirectory(false)
            .setRegisterShutdownHook(true)
            .setPGStartupWait(Duration.ofSeconds(60))
            .setServerConfig("max_connections", "100")
            .setServerConfig("synchronous_commit", "on")
            .setServerConfig("fsync", "off");
    if (port != 0) {
      builder.setPort(port);
    }
    EmbeddedPostgres started = builder.start();
    running = started;
    port = started.getPort();
  }

  public String url() {
    return "jdbc:postgresql://localhost:" + port + "/postgres";
  }

  /** The server and all it has forked, without a chance to say goodbye. */
  public void kill() throws IOException {
    long pid =
        Long.parseLong(Files.readAllLines(data.resolve("postmaster.pid")).getFirst().strip());
    ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
    List<ProcessHandle> all = server.descendants().toList();
    server.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    server.onExit().join();
    all.forEach(process -> process.onExit().join());
    release();
  }

  // It holds a lock on the data until it is closed, which it takes badly when nothing runs any
  // more.
  private void release() {
    EmbeddedPostgres killed = running;
    running = null;
    if (killed != null) {
      try {
        killed.close();
      } catch (IOException | RuntimeException e) {
        return;
      }
    }
  }

  @Override
  public void close() throws IOException {
    if (running != null) {
      running.close();
    }
    FileSystemUtils.deleteRecursively(data);
  }
}
