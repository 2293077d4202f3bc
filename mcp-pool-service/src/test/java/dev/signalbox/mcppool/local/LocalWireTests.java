package dev.signalbox.mcppool.local;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcppool.rpc.RpcCall;
import dev.signalbox.mcppool.rpc.RpcConnection;
import dev.signalbox.mcppool.rpc.RpcErrorCode;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.testing.RecordingPeer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

class LocalWireTests {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Server server = new Server();
  private final LocalWire wire = new LocalWire(server, 10_000);
  private final RpcConnection connection = RpcConnection.over(wire, new RecordingPeer(), 8);

  private static final class Server implements LocalServer {
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    @Override
    public String name() {
      return "test";
    }

    @Override
    public List<ObjectNode> tools() {
      return List.of(tool("echo"), tool("wait"), tool("break"), tool("flood"));
    }

    @Override
    public void open(TimeLimit limit) {}

    @Override
    public ObjectNode call(String tool, JsonNode arguments, TimeLimit limit)
        throws InterruptedException {
      return switch (tool) {
        case "echo" -> ToolResults.structured(arguments);
        case "flood" -> ToolResults.text("x".repeat(20_000));
        case "wait" -> {
          begun.countDown();
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException withdrawn) {
            interrupted.countDown();
            throw withdrawn;
          }
          yield ToolResults.text("never");
        }
        default -> throw new IllegalStateException("broken");
      };
    }

    private static ObjectNode tool(String name) {
      return JsonNodeFactory.instance.objectNode().put("name", name);
    }
  }

  @Test
  void speaksTheModernEra() {
    JsonNode discovered = answer(ask("server/discover", params("x")));
    assertThat(discovered.at("/supportedVersions/0").stringValue()).isEqualTo("2026-07-28");
    assertThat(discovered.at("/capabilities/tools").isObject()).isTrue();
    JsonNode listed = answer(ask("tools/list", params("x")));
    assertThat(listed.get("tools")).hasSize(4);
    assertThat(listed.get("ttlMs").isIntegralNumber()).isTrue();
    assertThat(refusal(ask("initialize", params("x")))).isEqualTo(RpcErrorCode.METHOD_NOT_FOUND);
  }

  @Test
  void callsToolsAndSurvivesTheirMistakes() {
    JsonNode echoed = answer(ask("tools/call", params("echo")));
    assertThat(echoed.at("/structuredContent/text").stringValue()).isEqualTo("hi");
    assertThat(echoed.get("resultType").stringValue()).isEqualTo("complete");
    assertThat(refusal(ask("tools/call", params("unknown"))))
        .isEqualTo(RpcErrorCode.INVALID_PARAMS);
    assertThat(refusal(ask("tools/call", params("break")))).isEqualTo(RpcErrorCode.INTERNAL_ERROR);
    assertThat(ask("tools/call", params("flood"))).isInstanceOf(RpcOutcome.Unreadable.class);
    assertThat(answer(ask("tools/call", params("echo")))).isNotNull();
  }

  @Test
  void aCallThatIsGivenUpIsInterrupted() throws InterruptedException {
    RpcCall call = connection.start("tools/call", params("wait"), PATIENCE);
    server.begun.await();

    call.cancel("nobody wants it");

    server.interrupted.await();
    assertThat(connection.inFlight()).isZero();
  }

  @Test
  void anEndInterruptsWhatIsUnderWay() throws InterruptedException {
    RpcCall call = connection.start("tools/call", params("wait"), PATIENCE);
    server.begun.await();

    connection.close();

    server.interrupted.await();
    assertThat(call.await()).isInstanceOf(RpcOutcome.Lost.class);
  }

  private RpcOutcome ask(String method, ObjectNode params) {
    return connection.call(method, params, PATIENCE);
  }

  private static JsonNode answer(RpcOutcome outcome) {
    assertThat(outcome).isInstanceOf(RpcOutcome.Answered.class);
    return ((RpcOutcome.Answered) outcome).result();
  }

  private static int refusal(RpcOutcome outcome) {
    assertThat(outcome).isInstanceOf(RpcOutcome.Refused.class);
    return ((RpcOutcome.Refused) outcome).code();
  }

  private static ObjectNode params(String tool) {
    ObjectNode params = JsonNodeFactory.instance.objectNode().put("name", tool);
    params.putObject("arguments").put("text", "hi");
    return params;
  }
}
