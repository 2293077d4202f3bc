package dev.signalbox.systemtests.scenario;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * Three replicas of streaming-service: the platform's own, and two that may be killed. They are
 * called one by one, as a gateway calls them.
 */
final class StreamingReplicas implements AutoCloseable {
  static final int COUNT = 3;

  /** The furthest that a gateway grants. */
  private static final Duration DEADLINE = Duration.ofMinutes(9);

  private final Platform platform;
  private final PlatformApi caller;
  private final HttpServer echo;
  private final Replica gateway;
  private final Replica[] added = new Replica[COUNT - 1];

  private StreamingReplicas(Platform platform, PlatformApi caller, HttpServer echo) {
    this.platform = platform;
    this.caller = caller;
    this.echo = echo;
    this.gateway =
        Replica.start(
            platform,
            "gateway",
            Map.of(
                "SIGNALBOX_SECRET",
                platform.secret("gateway-secret"),
                "SIGNALBOX_PEERS_STREAMING",
                "http://127.0.0.1:" + echo.getAddress().getPort()));
    for (int number = 0; number < added.length; number++) {
      added[number] = Replica.start(platform, "streaming", Map.of());
    }
  }

  /** Starts those that are missing; they are called in the name of the caller's key. */
  static StreamingReplicas start(Platform platform, PlatformApi caller) {
    StreamingReplicas replicas = new StreamingReplicas(platform, caller, echo());
    replicas.gateway.ready();
    for (Replica replica : replicas.added) {
      replica.ready();
    }
    return replicas;
  }

  /** Answers with the token that it is called with, which only services get to see. */
  private static HttpServer echo() {
    try {
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext("/", StreamingReplicas::sendToken);
      server.start();
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void sendToken(HttpExchange exchange) throws IOException {
    byte[] token =
        exchange.getRequestHeaders().getFirst("Authorization").getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, token.length);
    exchange.getResponseBody().write(token);
    exchange.close();
  }

  /** What a gateway says of the caller, good for some minutes. */
  String authorization() {
    return PlatformApi.send(
            HttpRequest.newBuilder(URI.create(gateway.base() + "/v1/models"))
                .header("Authorization", "Bearer " + caller.key())
                .header(
                    "X-Request-Deadline",
                    Long.toString(Instant.now().plus(DEADLINE).toEpochMilli()))
                .build())
        .body();
  }

  String base(int number) {
    return number == 0 ? "http://127.0.0.1:" + platform.port(8103) : added[number - 1].base();
  }

  /** {@code kill -9} of one that is not the platform's own. */
  void kill(int number) {
    added[number - 1].kill();
  }

  /** Starts another one in the place of one that was killed. */
  void replace(int number) {
    added[number - 1] = Replica.start(platform, "streaming", Map.of()).ready();
  }

  @Override
  public void close() {
    gateway.close();
    for (Replica replica : added) {
      replica.close();
    }
    echo.stop(0);
  }
}
