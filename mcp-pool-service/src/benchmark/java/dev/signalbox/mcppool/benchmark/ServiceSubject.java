package dev.signalbox.mcppool.benchmark;

import dev.signalbox.kit.security.Role;
import dev.signalbox.kit.testing.TestTokens;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service and its {@code /mcp}, called as the gateway calls it. */
final class ServiceSubject implements Subject {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String SERVERS = "/api/v1/mcp/servers";

  private final ToolServer server;
  private final Database database = Database.start();
  private final ServiceProcess service;
  private final HttpClient http = HttpClient.newHttpClient();

  ServiceSubject(ToolServer server, Path classPathFile, Path log) {
    this.server = server;
    try {
      this.service = ServiceProcess.start(Files.readString(classPathFile).strip(), database, log);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public String name() {
    return "signalbox-http";
  }

  /** What a request passes in a service is compiled after some ten thousand of them. */
  @Override
  public int warmUps() {
    return 30;
  }

  /** Its memory is that of a whole service: docs/benchmarks.md. */
  @Override
  public boolean takesPartIn(BenchmarkCase one) {
    return !(one instanceof BenchmarkCase.Idle);
  }

  @Override
  public Way open(int replicas) {
    String registration =
        JSON.writeValueAsString(
            Map.of(
                "id",
                "everything",
                "transport",
                Map.of("type", "stdio", "command", "node", "args", server.arguments()),
                "pool",
                Map.of("sharing", "shared", "min", replicas, "max", replicas)));
    expect(201, send("POST", SERVERS, registration));
    return new ServiceWay(
        new HttpCaller(
            service.url("/mcp"), "everything__echo", Map.of("Authorization", bearer())),
        replicas);
  }

  @Override
  public void close() {
    service.close();
    database.close();
    http.close();
  }

  private static String bearer() {
    return TestTokens.bearer(Role.ADMIN, Role.OPERATOR, Role.VIEWER);
  }

  private HttpResponse<String> send(String method, String path, String body) {
    try {
      return http.send(
          HttpRequest.newBuilder(service.url(path))
              .header("Authorization", bearer())
              .header("Content-Type", "application/json")
              .method(method, HttpRequest.BodyPublishers.ofString(body))
              .build(),
          HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private static void expect(int status, HttpResponse<String> response) {
    if (response.statusCode() != status) {
      throw new IllegalStateException(response.statusCode() + ": " + response.body());
    }
  }

  private final class ServiceWay implements Way {
    private final HttpCaller caller;
    private final int replicas;

    private ServiceWay(HttpCaller caller, int replicas) {
      this.caller = caller;
      this.replicas = replicas;
    }

    @Override
    public boolean echo() {
      return caller.echo();
    }

    @Override
    public boolean echoToNewcomer() {
      try (HttpCaller newcomer = caller.newcomer()) {
        return newcomer.echo();
      }
    }

    @Override
    public void awaitReady() {
      while (ready() < replicas) {
        LockSupport.parkNanos(20_000_000);
      }
    }

    private long ready() {
      JsonNode health = JSON.readTree(send("GET", SERVERS + "/everything/health", "").body());
      return health
          .path("connections")
          .valueStream()
          .filter(connection -> connection.path("state").asString("").equals("ready"))
          .count();
    }

    @Override
    public List<ProcessHandle> servers() {
      return ToolServer.of(service.process());
    }

    @Override
    public long memory() {
      return Memory.ofProcess(service.process());
    }

    @Override
    public void close() {
      caller.close();
      expect(204, send("DELETE", SERVERS + "/everything", ""));
    }
  }
}
