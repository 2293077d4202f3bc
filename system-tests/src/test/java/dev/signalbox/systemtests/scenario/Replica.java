package dev.signalbox.systemtests.scenario;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/** One more replica of a service, over the platform's database, Kafka and other services. */
final class Replica implements AutoCloseable {
  private static final String GATEWAY = "gateway";
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Map<String, Integer> PEERS =
      Map.of(
          "SIMULATOR", 8110,
          "ROUTING", 8102,
          "GATEWAY", 8080,
          "REGISTRY", 8101,
          "STREAMING", 8103,
          "COST", 8104,
          "MCPPOOL", 8105,
          "EVENTSTORE", 8106);

  private final Process process;
  private final Path log;
  private final int port;
  private final int readinessPort;

  private Replica(Process process, Path log, int port, int readinessPort) {
    this.process = process;
    this.log = log;
    this.port = port;
    this.readinessPort = readinessPort;
  }

  /**
   * Starts one; it is {@link #ready} later.
   *
   * @param name of the service, and of its role in the database
   * @param settings beside the platform's own
   */
  static Replica start(Platform platform, String name, Map<String, String> settings) {
    int port = freePort();
    int readinessPort = name.equals(GATEWAY) ? freePort() : port;
    Map<String, String> environment = new TreeMap<>(platform.environment());
    environment.putAll(connections(platform, name));
    environment.put("SERVER_PORT", Integer.toString(port));
    if (readinessPort != port) {
      environment.put("MANAGEMENT_SERVER_PORT", Integer.toString(readinessPort));
    }
    environment.putAll(settings);
    String service = name + "-service";
    Path log = platform.home().resolve("logs").resolve(service + "-at-" + port + ".log");
    ProcessBuilder builder =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-Djava.net.preferIPv4Stack=true",
                "-jar",
                platform
                    .repository()
                    .resolve(Path.of(service, "target", service + "-0.1.0-SNAPSHOT-exec.jar"))
                    .toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    try {
      return new Replica(builder.start(), log, port, readinessPort);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> connections(Platform platform, String name) {
    Map<String, String> environment = new TreeMap<>();
    // It ends with this JVM, whatever ends that.
    environment.put("SIGNALBOX_SUPERVISED", "true");
    environment.put("SERVER_ADDRESS", "127.0.0.1");
    environment.put("SPRING_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:" + platform.port(8192));
    environment.put("SPRING_DATASOURCE_URL", platform.database());
    environment.put("SPRING_DATASOURCE_USERNAME", name);
    environment.put("SPRING_DATASOURCE_PASSWORD", platform.secret("role-" + name));
    environment.put(
        "SIGNALBOX_INTERNAL_TOKEN_JWKS_URL",
        "http://127.0.0.1:" + platform.port(8080) + "/.well-known/jwks.json");
    PEERS.forEach(
        (peer, port) ->
            environment.put("SIGNALBOX_PEERS_" + peer, "http://127.0.0.1:" + platform.port(port)));
    return environment;
  }

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** This replica, once it is ready. */
  Replica ready() {
    HttpRequest look =
        HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:" + readinessPort + "/actuator/health/readiness"))
            .timeout(Duration.ofSeconds(5))
            .build();
    await(log.toString())
        .atMost(PATIENCE)
        .pollInterval(Duration.ofMillis(100))
        .failFast("it has ended", () -> !process.isAlive())
        .ignoreExceptionsInstanceOf(UncheckedIOException.class)
        .until(() -> PlatformApi.send(look).statusCode() == 200);
    return this;
  }

  String base() {
    return "http://127.0.0.1:" + port;
  }

  /** {@code kill -9}. */
  void kill() {
    try {
      process.destroyForcibly().waitFor();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for a killed replica", e);
    }
  }

  @Override
  public void close() {
    kill();
  }
}
