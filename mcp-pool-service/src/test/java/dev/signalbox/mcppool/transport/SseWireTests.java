package dev.signalbox.mcppool.transport;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpExchange;
import dev.signalbox.kit.egress.AddressGuard;
import dev.signalbox.mcppool.rpc.RpcCall;
import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.testing.RecordingPeer;
import dev.signalbox.mcppool.testing.ScriptedHttpServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SseWireTests {
  private static final int MAX_FRAME = 64 * 1024;
  private static final String END = "";

  private final ScriptedHttpServer server = new ScriptedHttpServer();
  private final HttpConnections connections =
      new HttpConnections(new AddressGuard(true), 16, 16, ofSeconds(5), ofSeconds(60));
  private final RecordingPeer peer = new RecordingPeer();
  private final BlockingQueue<String> events = new LinkedBlockingQueue<>();

  @AfterEach
  void close() {
    events.add(END);
    connections.close();
    server.close();
  }

  @Test
  void answersComeOverTheStreamInWhateverOrder() {
    events.add("event: endpoint\ndata: /mcp?session=1\n\n");
    server.onPost(SseWireTests::accept);
    server.onPost(SseWireTests::accept);
    RpcConnection connection = connect();
    RpcCall first = connection.start("echo", null, ofSeconds(20));
    RpcCall second = connection.start("echo", null, ofSeconds(20));
    events.add("event: message\ndata: {\"jsonrpc\":\"2.0\",\"id\":2,\"result\":{}}\n\n");
    events.add("data: {\"jsonrpc\":\"2.0\",\"id\":1,\"result\":{}}\n\n");

    assertThat(first.await()).isInstanceOf(RpcOutcome.Answered.class);
    assertThat(second.await()).isInstanceOf(RpcOutcome.Answered.class);
    connection.close();
  }

  @Test
  void aRefusedPostEndsItsCallAlone() {
    events.add("event: endpoint\ndata: /mcp?session=1\n\n");
    server.onPost(exchange -> ScriptedHttpServer.respond(exchange, 500, "text/plain", ""));
    RpcConnection connection = connect();

    assertThat(connection.call("echo", null, ofSeconds(20)))
        .isEqualTo(new RpcOutcome.Lost("HTTP 500"));
    assertThat(peer.ends()).isEmpty();
    connection.close();
  }

  @Test
  void theEndOfTheStreamFailsEveryCall() {
    events.add("event: endpoint\ndata: /mcp?session=1\n\n");
    server.onPost(SseWireTests::accept);
    RpcConnection connection = connect();
    RpcCall call = connection.start("echo", null, ofSeconds(20));
    await().until(() -> server.requests().size() == 2);
    events.add(END);

    assertThat(call.await()).isEqualTo(new RpcOutcome.Lost("the server closed its event stream"));
    assertThat(peer.ends()).hasSize(1);
  }

  @Test
  void anEndpointElsewhereIsNotTold() {
    events.add("event: endpoint\ndata: http://127.0.0.1:1/mcp\n\n");

    assertThat(reason(connect().call("echo", null, ofSeconds(20))))
        .isEqualTo("the server names an endpoint that is not its own");
  }

  @Test
  void aServerWithoutSuchAStreamIsNone() {
    RpcConnection connection =
        RpcConnection.over(connections.sseWire(server.url(), Map.of(), MAX_FRAME), peer, 16);

    assertThat(reason(connection.call("echo", null, ofSeconds(20))))
        .isEqualTo("HTTP 405 in place of an event stream");
  }

  private static String reason(RpcOutcome outcome) {
    return ((RpcOutcome.Lost) outcome).reason();
  }

  private RpcConnection connect() {
    server.onGet(this::stream);
    return RpcConnection.over(connections.sseWire(server.url(), Map.of(), MAX_FRAME), peer, 16);
  }

  private void stream(HttpExchange exchange) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "text/event-stream");
    exchange.sendResponseHeaders(200, 0);
    try (exchange) {
      for (String event = events.take(); !event.equals(END); event = events.take()) {
        exchange.getResponseBody().write(event.getBytes(StandardCharsets.UTF_8));
        exchange.getResponseBody().flush();
      }
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  private static void accept(HttpExchange exchange) throws IOException {
    ScriptedHttpServer.respond(exchange, 202, "text/plain", "Accepted");
  }
}
