package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.standalone.platform.Folders;
import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.LauncherException;
import dev.signalbox.standalone.platform.Secrets;
import dev.signalbox.standalone.probe.Resident;
import dev.signalbox.standalone.run.Running;
import dev.signalbox.standalone.supervise.Snapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The platform as {@code ./signalbox up} starts it, in a home of its own and with empty data, whose
 * model providers are the mock.
 */
final class Platform implements AutoCloseable {

  private static final Duration CACHES = Duration.ofMinutes(20);
  private static final Duration LOOK = Duration.ofSeconds(2);

  private final Home home;
  private final Path log;

  private Platform(Home home, Path log) {
    this.home = home;
    this.log = log;
  }

  /** The platform that this process's environment names, not running yet. */
  static Platform here(Path log) {
    return new Platform(Home.of(System.getenv()), log);
  }

  Home home() {
    return home;
  }

  Secrets secrets() {
    return Secrets.find(home.secrets()).orElseThrow();
  }

  /** Starts it, a second time if the first one has made caches for faster starts. */
  void start(int mockPort, PrintStream progress) throws InterruptedException {
    if (new Running(home).snapshot().isPresent()) {
      throw LauncherException.failed(
          "the platform of an earlier run lives on: SIGNALBOX_HOME="
              + home.root()
              + " ./signalbox down ends it");
    }
    remove(home.postgres());
    remove(home.kafka());
    write(catalogue(), providers(mockPort));
    progress.println("starting the platform");
    command("up", "--detach");
    Thread.sleep(LOOK);
    if (!snapshot().doing().isEmpty()) {
      progress.println("waiting for its start-up caches");
      awaitCaches();
      command("down");
      command("up", "--detach");
      Thread.sleep(LOOK);
      awaitCaches();
    }
  }

  /** Where the services read {@code SIGNALBOX_STREAMING_CATALOGUE}. */
  private static Path catalogue() {
    return Path.of(System.getenv("SIGNALBOX_STREAMING_CATALOGUE"));
  }

  private static String providers(int mockPort) {
    StringBuilder text = new StringBuilder("signalbox.streaming:\n  providers:\n");
    for (Upstream upstream : Upstream.values()) {
      text.append("    ")
          .append(upstream.label())
          .append(": {auth: none, key-required: false, base-url: \"http://127.0.0.1:")
          .append(mockPort)
          .append(upstream.path())
          .append("\"}\n");
    }
    // Budgets reckon with the most that a request can need.
    text.append("  models:\n");
    for (Upstream upstream : Upstream.values()) {
      text.append("    - {name: ")
          .append(upstream.label())
          .append("/mock, context-window: 8192, max-output: 400}\n");
    }
    return text.toString();
  }

  private Snapshot snapshot() {
    return new Running(home)
        .snapshot()
        .orElseThrow(() -> LauncherException.failed("the platform has ended; see " + log));
  }

  private void awaitCaches() throws InterruptedException {
    long until = System.nanoTime() + CACHES.toNanos();
    while (!snapshot().doing().isEmpty()) {
      if (System.nanoTime() > until) {
        throw LauncherException.failed("the start-up caches were not made in " + CACHES);
      }
      Thread.sleep(LOOK);
    }
  }

  /** The parts that died and were started again, with how often. */
  Map<String, Integer> restarts() {
    Map<String, Integer> restarts = new TreeMap<>();
    for (Snapshot.Part part : snapshot().parts()) {
      if (part.restarts() > 0) {
        restarts.put(part.name(), part.restarts());
      }
    }
    return restarts;
  }

  /** What a part's processes hold. */
  Resident resident(String part) {
    return snapshot().part(part).map(found -> Resident.ofTree(found.pid())).orElse(Resident.NONE);
  }

  private void command(String... words) throws InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(
                Stream.concat(
                        Stream.of(home.repository().resolve("signalbox").toString()),
                        Stream.of(words))
                    .toList())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
    try {
      if (builder.start().waitFor() != 0) {
        throw LauncherException.failed(
            "./signalbox " + String.join(" ", words) + " failed; see " + log);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void remove(Path folder) {
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    if (new Running(home).snapshot().isPresent()) {
      try {
        command("down");
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
