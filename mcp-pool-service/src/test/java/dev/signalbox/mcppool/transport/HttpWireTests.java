package dev.signalbox.mcppool.transport;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpHandler;
import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.mcppool.rpc.RpcCall;
import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.rpc.RpcRequest;
import dev.signalbox.mcppool.testing.RecordingPeer;
import dev.signalbox.mcppool.testing.ScriptedHttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class HttpWireTests {
  private static final int MAX_FRAME = 64 * 1024;

  private final ScriptedHttpServer server = new ScriptedHttpServer();
  private final HttpConnections connections =
      new HttpConnections(new AddressGuard(true), 16, 16, ofSeconds(5), ofSeconds(60));
  private final RecordingPeer peer = new RecordingPeer();
  private final HttpWire wire =
      connections.wire(server.url(), Map.of("Authorization", "Bearer x"), MAX_FRAME);
  private final RpcConnection connection = RpcConnection.over(wire, peer, 16);

  @AfterEach
  void close() {
    connection.close();
    connections.close();
    server.close();
  }

  @Test
  void aJsonAnswerEndsItsCall() {
    server.onPost(json("{}"));

    assertThat(call()).isInstanceOf(RpcOutcome.Answered.class);
  }

  @Test
  void anEventStreamMayHoldOtherMessagesBeforeTheAnswer() {
    server.onPost(
        exchange ->
            ScriptedHttpServer.respond(
                exchange,
                200,
                "text/event-stream; charset=utf-8",
                """
                : welcome

                event: message
                data: {"jsonrpc":"2.0","method":"notifications/progress"}

                data: {"jsonrpc":"2.0",
                data:  "id":%s,"result":{}}

                """
                    .formatted(ScriptedHttpServer.id(exchange))));

    assertThat(call()).isInstanceOf(RpcOutcome.Answered.class);
    assertThat(peer.notifications()).containsExactly("notifications/progress");
  }

  @Test
  void aRefusalWithoutAnEndTakesNoConnectionForever() {
    for (int i = 0; i < 20; i++) {
      server.onPost(
          exchange -> {
            exchange.sendResponseHeaders(503, 0);
            exchange.getResponseBody().write(new byte[100 * 1024]);
            exchange.getResponseBody().flush();
          });
      assertThat(call()).isEqualTo(new RpcOutcome.Lost("HTTP 503"));
    }

    server.onPost(json("{}"));
    assertThat(call()).isInstanceOf(RpcOutcome.Answered.class);
  }

  @Test
  void theSessionAndTheVersionGoAlongAndTheSessionIsEnded() throws Exception {
    server.onPost(
        exchange -> {
          exchange.getResponseHeaders().set("Mcp-Session-Id", "session-1");
          json("{}").handle(exchange);
        });
    server.onPost(json("{}"));
    initialize();
    wire.negotiated("2025-11-25");
    connection.notify("notifications/initialized", null, ofSeconds(20));
    call();
    connection.close();

    assertThat(server.requests())
        .containsExactly(
            "POST initialize - - -",
            "POST notifications/initialized session-1 2025-11-25 -",
            "POST echo session-1 2025-11-25 -",
            "DELETE - session-1 2025-11-25 -");
  }

  @Test
  void aForgottenSessionIsAnOutcomeOfItsOwn() {
    server.onPost(
        exchange -> {
          exchange.getResponseHeaders().set("Mcp-Session-Id", "session-1");
          json("{}").handle(exchange);
        });
    initialize();
    server.onPost(exchange -> ScriptedHttpServer.respond(exchange, 404, "text/plain", "gone"));
    assertThat(call()).isEqualTo(new RpcOutcome.SessionExpired());

    server.onPost(
        exchange ->
            ScriptedHttpServer.respond(
                exchange,
                400,
                "application/json",
                "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":-32000,\"message\":\"No valid"
                    + " session\"}}"));
    assertThat(call()).isEqualTo(new RpcOutcome.SessionExpired());
  }

  @Test
  void withoutASessionNotFoundIsAFailure() {
    server.onPost(exchange -> ScriptedHttpServer.respond(exchange, 404, "text/plain", "none"));

    assertThat(call()).isEqualTo(new RpcOutcome.Unreadable("HTTP 404"));
  }

  @Test
  void aFailingServerLosesTheCallAlone() {
    server.onPost(exchange -> ScriptedHttpServer.respond(exchange, 503, "text/plain", "busy"));
    assertThat(call()).isEqualTo(new RpcOutcome.Lost("HTTP 503"));

    server.onPost(json("{}"));
    assertThat(call()).isInstanceOf(RpcOutcome.Answered.class);
  }

  @Test
  void anAnswerThatIsNoneIsSaidSo() {
    server.onPost(exchange -> ScriptedHttpServer.respond(exchange, 200, "text/html", "<html>"));
    assertThat(call()).isInstanceOf(RpcOutcome.Unreadable.class);

    server.onPost(exchange -> ScriptedHttpServer.respond(exchange, 202, "text/plain", ""));
    assertThat(call()).isInstanceOf(RpcOutcome.Unreadable.class);
  }

  @Test
  void anAnswerOverTheLimitIsRefused() {
    server.onPost(json("\"" + "x".repeat(MAX_FRAME) + "\""));
    assertThat(call()).isInstanceOf(RpcOutcome.Unreadable.class);

    server.onPost(
        exchange ->
            ScriptedHttpServer.respond(
                exchange,
                200,
                "text/event-stream",
                "data: {\"id\":%s,\"result\":\"%s\"}\n\n"
                    .formatted(ScriptedHttpServer.id(exchange), "x".repeat(2 * MAX_FRAME))));
    assertThat(call()).isInstanceOf(RpcOutcome.Unreadable.class);
  }

  @Test
  void aStreamCutBeforeTheAnswerLosesTheCall() {
    server.onPost(
        exchange ->
            ScriptedHttpServer.respond(exchange, 200, "text/event-stream", "data: {\"a\"\n\n"));

    assertThat(call()).isInstanceOf(RpcOutcome.Lost.class);
  }

  @Test
  void aStreamWithIdsGoesOnWhereItWasCut() {
    server.onPost(
        exchange ->
            ScriptedHttpServer.respond(
                exchange, 200, "text/event-stream", "id: e-1\nretry: 10\ndata:\n\n"));
    server.onGet(
        exchange ->
            ScriptedHttpServer.respond(
                exchange,
                200,
                "text/event-stream",
                "id: e-2\ndata: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n\n"));

    assertThat(call()).isInstanceOf(RpcOutcome.Answered.class);
    assertThat(server.requests()).contains("GET - - - e-1");
  }

  @Test
  void aCallThatTimesOutIsCancelledAtTheServerToo() {
    CountDownLatch end = new CountDownLatch(1);
    server.onPost(
        exchange -> {
          try {
            end.await();
          } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
          }
        });

    assertThat(connection.call("echo", null, ofMillis(200)))
        .isInstanceOf(RpcOutcome.TimedOut.class);
    await()
        .untilAsserted(
            () -> assertThat(server.requests()).contains("POST notifications/cancelled - - -"));
    assertThat(connection.inFlight()).isZero();
    end.countDown();
  }

  @Test
  void whatTheServerSaysUnaskedIsHeard() {
    server.onGet(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          OutputStream out = exchange.getResponseBody();
          out.write(
              "data: {\"jsonrpc\":\"2.0\",\"method\":\"notifications/tools/list_changed\"}\n\n"
                  .getBytes(StandardCharsets.UTF_8));
          out.flush();
        });
    wire.listen();

    await()
        .untilAsserted(
            () ->
                assertThat(peer.notifications())
                    .containsExactly("notifications/tools/list_changed"));
  }

  @Test
  void aServerThatHasNothingToSayUnaskedIsAskedOnce() {
    wire.listen();
    await().untilAsserted(() -> assertThat(server.requests()).hasSize(1));
    server.onPost(json("{}"));

    assertThat(call()).isInstanceOf(RpcOutcome.Answered.class);
    assertThat(server.requests()).containsExactly("GET - - - -", "POST echo - - -");
  }

  @Test
  void aServerThatIsGoneEndsTheConnection() {
    server.close();

    assertThat(call()).isInstanceOf(RpcOutcome.Lost.class);
    await().untilAsserted(() -> assertThat(peer.ends()).hasSize(1));
  }

  @Test
  void redirectsAreNotFollowed() {
    server.onPost(
        exchange -> {
          exchange.getResponseHeaders().set("Location", "http://169.254.169.254/");
          ScriptedHttpServer.respond(exchange, 307, "text/plain", "");
        });

    assertThat(call()).isEqualTo(new RpcOutcome.Unreadable("HTTP 307"));
  }

  @Test
  void whatTheGuardRefusesIsNotConnectedTo() {
    try (HttpConnections guarded =
        new HttpConnections(new AddressGuard(false), 4, 4, ofSeconds(5), ofSeconds(5))) {
      for (URI url :
          new URI[] {
            server.url(), URI.create("http://localhost:" + server.url().getPort() + "/mcp")
          }) {
        RpcConnection refused =
            RpcConnection.over(guarded.wire(url, Map.of(), MAX_FRAME), new RecordingPeer(), 4);

        assertThat(refused.call("echo", null, ofSeconds(20)))
            .satisfies(outcome -> assertThat(outcome.toString()).contains("private, loopback"));
      }
    }
    assertThat(server.requests()).isEmpty();
  }

  /** What a legacy server answers to a request that stands alone opens no session. */
  @Test
  void onlyInitializeOpensASession() {
    server.onPost(
        exchange -> {
          exchange.getResponseHeaders().set("Mcp-Session-Id", "session-1");
          json("{}").handle(exchange);
        });
    server.onPost(json("{}"));
    call();
    call();

    assertThat(server.requests()).containsExactly("POST echo - - -", "POST echo - - -");
  }

  @Test
  void anErrorOfTheProtocolCountsForMoreThanTheStatus() {
    server.onPost(
        exchange ->
            ScriptedHttpServer.respond(
                exchange,
                400,
                "application/json",
                "{\"jsonrpc\":\"2.0\",\"id\":1,\"error\":{\"code\":-32020,\"message\":\"no match\"}}"));

    assertThat(call()).isEqualTo(new RpcOutcome.Refused(-32020, "no match", null));
  }

  @Test
  void theHeadersOfARequestThatStandsAloneMirrorItsBody() {
    server.onPost(json("{}"));
    wire.negotiated("2025-11-25");
    ObjectNode params = standingAlone();
    params.put("name", "gr\u00fcezi");
    connection
        .start(
            new RpcRequest("tools/call", params, Map.of("Mcp-Param-Region", "eu-1"), false),
            ofSeconds(20))
        .await();

    assertThat(server.requests()).containsExactly("POST tools/call - 2026-07-28 -");
    assertThat(server.lastHeader("Mcp-Method")).isEqualTo("tools/call");
    assertThat(server.lastHeader("Mcp-Name")).isEqualTo("=?base64?Z3LDvGV6aQ==?=");
    assertThat(server.lastHeader("Mcp-Param-Region")).isEqualTo("eu-1");
  }

  @Test
  void aRequestThatStandsAloneIsCancelledByItsEndAndNothingIsSaid() throws Exception {
    CountDownLatch gone = new CountDownLatch(1);
    server.onPost(
        exchange -> {
          exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
          exchange.sendResponseHeaders(200, 0);
          try {
            while (true) {
              exchange.getResponseBody().write(": still here\n\n".getBytes(StandardCharsets.UTF_8));
              exchange.getResponseBody().flush();
            }
          } catch (IOException closed) {
            gone.countDown();
          }
        });
    RpcCall call = connection.start("tools/call", standingAlone(), ofMinutes(10));
    await().until(() -> !server.requests().isEmpty());
    call.cancel("the caller left");

    assertThat(gone.await(20, TimeUnit.SECONDS)).isTrue();
    server.onPost(json("{}"));
    assertThat(call()).isInstanceOf(RpcOutcome.Answered.class);
    assertThat(server.requests())
        .containsExactly("POST tools/call - 2026-07-28 -", "POST echo - - -");
  }

  @Test
  void aStreamOfARequestThatStandsAloneIsNotResumed() {
    server.onPost(
        exchange ->
            ScriptedHttpServer.respond(
                exchange, 200, "text/event-stream", "id: e-1\nretry: 10\ndata:\n\n"));

    assertThat(connection.call("tools/call", standingAlone(), ofSeconds(20)))
        .isInstanceOf(RpcOutcome.Lost.class);
    assertThat(server.requests()).hasSize(1);
  }

  private static ObjectNode standingAlone() {
    ObjectNode params = JsonNodeFactory.instance.objectNode();
    params.putObject("_meta").put("io.modelcontextprotocol/protocolVersion", "2026-07-28");
    return params;
  }

  private void initialize() {
    assertThat(connection.call("initialize", null, ofSeconds(20)))
        .isInstanceOf(RpcOutcome.Answered.class);
  }

  private RpcOutcome call() {
    return connection.call("echo", null, ofSeconds(20));
  }

  private static HttpHandler json(String result) {
    return exchange ->
        ScriptedHttpServer.respond(
            exchange,
            200,
            "application/json",
            "{\"jsonrpc\":\"2.0\",\"id\":%s,\"result\":%s}"
                .formatted(ScriptedHttpServer.id(exchange), result));
  }
}
