package dev.signalbox.mcppool.benchmark;

import dev.signalbox.kit.testing.TestTokens;
import dev.signalbox.mcppool.McpPoolApplication;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The service in a JVM of its own, as it is deployed but without Kafka. */
final class ServiceProcess implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Process process;
  private final int port;
  private final Thread ending = Thread.ofPlatform().unstarted(this::kill);

  private ServiceProcess(Process process, int port) {
    this.process = process;
    this.port = port;
    Runtime.getRuntime().addShutdownHook(ending);
  }

  static ServiceProcess start(String classPath, Database database, Path log) {
    int port = Ports.free();
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xmx512m",
            "-XX:+UseCompactObjectHeaders",
            "-XX:+ExitOnOutOfMemoryError",
            "-Djava.net.preferIPv4Stack=true",
            "-cp",
            classPath,
            McpPoolApplication.class.getName(),
            "--server.port=" + port,
            "--server.address=127.0.0.1",
            "--signalbox.mcp.stdio-enabled=true",
            "--spring.datasource.url=" + database.url(),
            "--spring.datasource.username=" + Database.ROLE,
            "--spring.datasource.password=" + database.createService(),
            "--spring.kafka.bootstrap-servers=127.0.0.1:1",
            "--spring.kafka.listener.auto-startup=false",
            "--spring.kafka.properties.reconnect.backoff.max.ms=10000",
            "--signalbox.internal-token.jwks-url=" + TestTokens.jwksUrl());
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
              .start();
      ServiceProcess service = new ServiceProcess(process, port);
      service.awaitReady(log);
      return service;
    } catch (IOException e) {
      throw new UncheckedIOException("The service does not start", e);
    }
  }

  URI url(String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  ProcessHandle process() {
    return process.toHandle();
  }

  private void awaitReady(Path log) throws IOException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    HttpRequest request = HttpRequest.newBuilder(url("/actuator/health/liveness")).build();
    try (HttpClient http = HttpClient.newHttpClient()) {
      while (System.nanoTime() < end && process.isAlive()) {
        if (status(http, request) == 200) {
          return;
        }
        if (process.waitFor(100, TimeUnit.MILLISECONDS)) {
          break;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    close();
    throw new IllegalStateException("The service did not become ready; its log is " + log);
  }

  private static int status(HttpClient http, HttpRequest request)
      throws IOException, InterruptedException {
    try {
      return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
    } catch (ConnectException e) {
      return 0; // It does not listen yet.
    }
  }

  private void kill() {
    process.destroyForcibly();
  }

  @Override
  public void close() {
    Runtime.getRuntime().removeShutdownHook(ending);
    kill();
    process.onExit().join();
  }
}
