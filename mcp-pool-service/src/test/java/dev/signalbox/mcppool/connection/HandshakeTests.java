package dev.signalbox.mcppool.connection;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.testing.RecordingPeer;
import dev.signalbox.mcppool.testing.ScriptedPeer;
import dev.signalbox.mcppool.transport.LineWire;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** 2026-07-28, stdio, backward compatibility, and versioning, compatibility matrix. */
class HandshakeTests {
  private static final Duration PATIENT = ofSeconds(20);
  private static final String SERVER_INFO = "\"io.modelcontextprotocol/serverInfo\"";
  private static final String DISCOVERED =
      """
      {"resultType":"complete","supportedVersions":["2026-07-28","2025-11-25"],\
      "capabilities":{"tools":{"listChanged":true}},\
      "_meta":{%s:{"name":"scripted","version":"2"}},"ttlMs":0,"cacheScope":"public"}"""
          .formatted(SERVER_INFO);
  private static final String INITIALIZED =
      """
      {"protocolVersion":"2025-06-18","capabilities":{"tools":{}},\
      "serverInfo":{"name":"scripted","version":"1"}}""";
  private static final Negotiated MODERN =
      new Negotiated("2026-07-28", "scripted", "2", new ServerCapabilities(true, true));
  private static final Negotiated LEGACY =
      new Negotiated("2025-06-18", "scripted", "1", new ServerCapabilities(true, false));

  private final List<Line> lines = new ArrayList<>();
  private final Handshake handshake = Handshake.overPipes(PATIENT);

  @AfterEach
  void close() {
    lines.forEach(Line::close);
  }

  @Test
  void aModernServerIsGreetedByNoHandshake() {
    Line line = new Line(handshake);
    JsonNode discover = line.server.next();
    line.server.answer(discover, DISCOVERED);

    assertThat(line.negotiated()).isEqualTo(MODERN);
    assertThat(discover.get("method").stringValue()).isEqualTo("server/discover");
    JsonNode meta = discover.at("/params/_meta");
    assertThat(meta.get("io.modelcontextprotocol/protocolVersion").stringValue())
        .isEqualTo("2026-07-28");
    assertThat(meta.get("io.modelcontextprotocol/clientCapabilities").isObject()).isTrue();
    assertThat(meta.at("/io.modelcontextprotocol~1clientInfo/name").isString()).isTrue();
  }

  @Test
  void aServerThatRefusesTheVersionItSpeaksIsAskedOnceMore() {
    Line line = new Line(handshake);
    line.refuse(line.server.next(), -32022, "{\"supported\":[\"2026-07-28\"]}");
    line.server.answer(line.server.next(), DISCOVERED);

    assertThat(line.negotiated()).isEqualTo(MODERN);
  }

  @ParameterizedTest
  @ValueSource(ints = {-32601, -32602, -32000, 0})
  void whateverErrorALegacyServerAnswersItIsInitialized(int code) {
    Line line = new Line(handshake);
    line.refuse(line.server.next(), code, "null");
    line.initialize();

    assertThat(line.negotiated()).isEqualTo(LEGACY);
    assertThat(line.server.next().get("method").stringValue())
        .isEqualTo("notifications/initialized");
  }

  @Test
  void theEraIsAskedForOnce() {
    Line first = new Line(handshake);
    first.refuse(first.server.next(), -32601, "null");
    first.initialize();
    assertThat(first.negotiated()).isEqualTo(LEGACY);

    Line second = new Line(handshake);
    second.initialize();
    assertThat(second.negotiated()).isEqualTo(LEGACY);
  }

  @Test
  void anAssumptionThatFailsIsForgotten() {
    Line legacy = new Line(handshake);
    legacy.refuse(legacy.server.next(), -32601, "null");
    legacy.initialize();
    assertThat(legacy.negotiated()).isEqualTo(LEGACY);

    Line updated = new Line(handshake);
    updated.refuse(updated.server.next(), -32601, "null");
    assertThatThrownBy(updated::negotiated).hasMessageContaining("refused initialize");

    Line again = new Line(handshake);
    again.server.answer(again.server.next(), DISCOVERED);
    assertThat(again.negotiated()).isEqualTo(MODERN);
  }

  @Test
  void aServerThatIgnoresTheQuestionIsInitializedAfterAWhile() {
    Line line = new Line(Handshake.overPipes(ofMillis(20)));
    JsonNode discover = line.server.next();
    line.initialize();

    assertThat(line.negotiated()).isEqualTo(LEGACY);
    JsonNode next = line.server.next();
    JsonNode last = line.server.next();
    JsonNode cancelled = next.get("method").stringValue().endsWith("cancelled") ? next : last;
    assertThat(cancelled.at("/params/requestId")).isEqualTo(discover.get("id"));
  }

  @Test
  void aModernServerThatStartsSlowlyIsStillFound() {
    Line line = new Line(Handshake.overPipes(ofMillis(20)));
    JsonNode discover = line.server.next();
    JsonNode initialize = line.server.next();
    line.server.answer(discover, DISCOVERED);
    line.refuse(initialize, -32601, "null");

    assertThat(line.negotiated()).isEqualTo(MODERN);
  }

  @Test
  void aServerThatEndsOnTheQuestionIsNotAskedTheNextTime() {
    Line first = new Line(handshake);
    first.server.next();
    first.server.hangUp();
    assertThatThrownBy(first::negotiated).hasMessageContaining("it hung up");

    Line second = new Line(handshake);
    second.initialize();
    assertThat(second.negotiated()).isEqualTo(LEGACY);
  }

  @Test
  void aModernServerWithoutACommonVersionIsNotInitialized() {
    Line line = new Line(handshake);
    line.refuse(line.server.next(), -32022, "{\"supported\":[\"2099-01-01\"]}");

    assertThatThrownBy(line::negotiated)
        .hasMessageContaining("2099-01-01")
        .hasMessageContaining("2026-07-28, 2025-11-25");
  }

  @Test
  void aServerOfBothErasIsSpokenToInTheOneThatBothKnow() {
    Line line = new Line(handshake);
    line.refuse(line.server.next(), -32022, "{\"supported\":[\"2099-01-01\",\"2025-06-18\"]}");
    line.initialize();

    assertThat(line.negotiated()).isEqualTo(LEGACY);
  }

  /** A server at the other end of two pipes, and the attempt to agree with it. */
  private final class Line {
    private final ScriptedPeer server = new ScriptedPeer();
    private final LineWire wire =
        new LineWire(
            "handshake-test", server.output(), server.input(), 1 << 20, 8, () -> "it hung up");
    private final RpcConnection connection = RpcConnection.over(wire, new RecordingPeer(), 8);
    private final CompletableFuture<Negotiated> negotiated = new CompletableFuture<>();

    private Line(Handshake handshake) {
      lines.add(this);
      Thread.startVirtualThread(
          () -> {
            try {
              negotiated.complete(handshake.perform(connection, wire, PATIENT));
            } catch (ConnectFailed failure) {
              negotiated.completeExceptionally(failure);
            }
          });
    }

    private void initialize() {
      JsonNode initialize = server.next();
      assertThat(initialize.get("method").stringValue()).isEqualTo("initialize");
      server.answer(initialize, INITIALIZED);
    }

    private void refuse(JsonNode request, int code, String data) {
      server.say(
          "{\"jsonrpc\":\"2.0\",\"id\":%s,\"error\":{\"code\":%d,\"message\":\"no\",\"data\":%s}}"
              .formatted(request.get("id"), code, data));
    }

    private Negotiated negotiated() {
      try {
        return negotiated.join();
      } catch (CompletionException failed) {
        throw new AssertionError(String.valueOf(failed.getCause()), failed);
      }
    }

    private void close() {
      connection.close();
      server.close();
    }
  }
}
