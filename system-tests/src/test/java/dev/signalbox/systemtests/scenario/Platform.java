package dev.signalbox.systemtests.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * The platform as {@code ./signalbox} runs it, once for all scenarios of this JVM: data in a folder
 * of its own, and ports moved away from a platform the developer may have running.
 */
final class Platform {
  private static final int PORT_OFFSET = 21_000;
  private static final Duration LIMIT = Duration.ofMinutes(6);
  private static final JsonMapper JSON = JsonMapper.shared();
  private static final Platform SHARED = new Platform();

  private final Path repository = Path.of("..").toAbsolutePath().normalize();
  private final Path home = freshHome();
  private boolean up;
  private @Nullable PlatformApi api;

  private Platform() {
    Runtime.getRuntime().addShutdownHook(new Thread(this::down, "platform-down"));
  }

  /** The shared platform, started if it is not running. */
  static Platform running() {
    SHARED.up();
    return SHARED;
  }

  synchronized void up() {
    if (!up) {
      signalbox("up", "--detach").succeeded();
      up = true;
    }
  }

  synchronized void down() {
    if (up) {
      signalbox("down").succeeded();
      up = false;
    }
  }

  /** Runs {@code ./signalbox} with the given words, to its end. */
  Command signalbox(String... words) {
    List<String> command = new ArrayList<>(List.of(repository.resolve("signalbox").toString()));
    command.addAll(List.of(words));
    return Command.run(repository, environment(), LIMIT, command.toArray(String[]::new));
  }

  /** {@code ask} with its one JSON object as the answer; the command must succeed. */
  JsonNode ask(String message) {
    return JSON.readTree(signalbox("ask", message, "--json").succeeded().output());
  }

  JsonNode status() {
    return JSON.readTree(signalbox("status", "--json").output());
  }

  /** The row of one part (a service, or {@code postgres}, {@code kafka}) in the status. */
  JsonNode part(String name) {
    for (JsonNode part : status().path("parts")) {
      if (part.path("name").asString().equals(name)) {
        return part;
      }
    }
    throw new AssertionError("no part " + name + " in " + status());
  }

  String key() {
    return signalbox("key").succeeded().output().strip();
  }

  /** With the platform's own key, which is asked for once, since it outlives restarts. */
  synchronized PlatformApi api() {
    PlatformApi known = api;
    if (known == null) {
      known = new PlatformApi(port(8080), key());
      api = known;
    }
    return known;
  }

  int port(int usual) {
    return usual + PORT_OFFSET;
  }

  /** Where a client of the platform's database connects. */
  String database() {
    return "jdbc:postgresql://127.0.0.1:" + port(8132) + "/signalbox";
  }

  /** One of the secrets that the platform has made for itself. */
  String secret(String name) {
    try (Stream<String> lines = Files.lines(home.resolve("secrets"))) {
      String prefix = name + "=";
      return lines
          .filter(line -> line.startsWith(prefix))
          .map(line -> line.substring(prefix.length()))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path home() {
    return home;
  }

  Path repository() {
    return repository;
  }

  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("SIGNALBOX_HOME", home.toString());
    environment.put("SIGNALBOX_PORT_OFFSET", Integer.toString(PORT_OFFSET));
    environment.put("SIGNALBOX_BUILD", "off"); // the suite itself has just built everything
    environment.put("SIGNALBOX_EVENTSTORE_AUDIT_MAXAGE", "PT5S");
    // Agents of these tests are at home on this machine.
    environment.put("SIGNALBOX_REGISTRY_ENDPOINTS_ALLOWPRIVATEADDRESSES", "true");
    environment.put("SIGNALBOX_ROUTING_REMOTE_ALLOWPRIVATEADDRESSES", "true");
    // What a killed replica leaves, and what one holds in reserve, is not waited for as long as
    // usual.
    environment.put("SIGNALBOX_STREAMING_METERING_LEASE", "PT10S");
    environment.put("SIGNALBOX_STREAMING_METERING_HEARTBEAT", "PT2S");
    environment.put("SIGNALBOX_STREAMING_METERING_SWEEP", "PT2S");
    environment.put("SIGNALBOX_STREAMING_BUDGETS_SLICELIFE", "PT10S");
    environment.put("SIGNALBOX_STREAMING_BUDGETS_IDLE", "PT2S");
    return environment;
  }

  private static Path freshHome() {
    try {
      Path folder = Files.createDirectories(Path.of("target", "platforms").toAbsolutePath());
      return Files.createTempDirectory(folder, "with a space ");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
