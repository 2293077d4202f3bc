package dev.signalbox.mcppool.connection;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcppool.rpc.RpcOutcome;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RoundsTests {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final List<String> states = new ArrayList<>();

  @Test
  void aResultWithoutATypeIsComplete() {
    assertThat(run("{\"content\":[]}")).isEqualTo(answered("{\"content\":[]}"));
    assertThat(states).containsExactly("-");
  }

  @Test
  void stateGoesBackAsItCameUntilTheResultIsComplete() {
    RpcOutcome outcome =
        run(
            "{\"resultType\":\"input_required\",\"requestState\":\"one\"}",
            "{\"resultType\":\"input_required\",\"requestState\":\"two\",\"inputRequests\":{}}",
            "{\"resultType\":\"complete\"}");

    assertThat(outcome).isEqualTo(answered("{\"resultType\":\"complete\"}"));
    assertThat(states).containsExactly("-", "one", "two");
  }

  @Test
  void whatTheServerAsksForIsNamed() {
    assertThat(
            run(
                """
                {"resultType":"input_required","inputRequests":{"a":{"method":"roots/list"}}}
                """))
        .isEqualTo(
            new RpcOutcome.Unreadable(
                "the server asks for roots/list, which this client does not offer"));
  }

  @Test
  void aTypeOfResultThatIsNotKnownIsNoResult() {
    assertThat(run("{\"resultType\":\"task\"}")).isInstanceOf(RpcOutcome.Unreadable.class);
  }

  @Test
  void aServerThatNeverCompletesIsLeft() {
    assertThat(
            Rounds.run(
                state ->
                    answered("{\"resultType\":\"input_required\",\"requestState\":\"again\"}")))
        .isInstanceOf(RpcOutcome.Unreadable.class);
  }

  private RpcOutcome run(String... results) {
    return Rounds.run(
        (Optional<JsonNode> state) -> {
          states.add(state.map(JsonNode::stringValue).orElse("-"));
          return answered(results[states.size() - 1]);
        });
  }

  private static RpcOutcome answered(String result) {
    return new RpcOutcome.Answered(JSON.readTree(result));
  }
}
