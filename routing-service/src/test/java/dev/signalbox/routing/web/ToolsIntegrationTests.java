package dev.signalbox.routing.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.testing.EventStream;
import dev.signalbox.routing.testing.Reply;
import dev.signalbox.routing.testing.RoutingTest;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

class ToolsIntegrationTests extends RoutingTest {

  private static Reply callingTool() {
    return Reply.callingTool("github__search", "{\\\"query\\\":", "\\\"NPE\\\"}");
  }

  @Test
  void callsToolsForTheModel() {
    PLATFORM.pool(Map.of("github", List.of("search", "read.file"), "unrelated", List.of("search")));
    PLATFORM.next(callingTool(), Reply.saying("It is 42."));

    List<EventStream.Received> events = stream(ask(CODING));

    assertThat(events)
        .extracting(EventStream.Received::name)
        .containsExactly("routing", "tool_call", "tool_result", "delta", "usage", "done");
    JsonNode call = events.get(1).json();
    assertThat(call.path("server").asString()).isEqualTo("github");
    assertThat(call.path("tool").asString()).isEqualTo("search");
    assertThat(call.path("arguments").path("query").asString()).isEqualTo("NPE");
    assertThat(events.get(2).json().path("content").asString())
        .isEqualTo("search of github says 42");
    assertThat(events.get(2).json().path("is_error").asBoolean()).isFalse();
    JsonNode first = PLATFORM.modelCalls().getFirst().body();
    assertThat(
            first
                .path("tools")
                .valueStream()
                .map(tool -> tool.path("function").path("name").asString()))
        .containsExactly("github__search", "github__read_file");
    JsonNode second = PLATFORM.modelCalls().getLast().body().path("messages");
    assertThat(second.get(2).path("tool_calls").get(0).path("id").asString()).isEqualTo("call_1");
    assertThat(second.get(3).path("role").asString()).isEqualTo("tool");
    assertThat(second.get(3).path("content").asString()).isEqualTo("search of github says 42");
    assertThat(events.get(4).json().path("attempts")).hasSize(2);
    assertThat(events.getLast().json().path("input_tokens").asInt()).isEqualTo(200);
    assertThat(events.getLast().json().path("cost_usd").asString()).isEqualTo("0.000024");
  }

  @Test
  void tellsTheModelThatThereIsNoSuchTool() {
    PLATFORM.next(Reply.callingTool("invented", "{", "}"), Reply.saying("Without, then."));

    List<EventStream.Received> events = stream(ask(CODING));

    assertThat(events.get(2).json().path("is_error").asBoolean()).isTrue();
    assertThat(events.getLast().name()).isEqualTo("done");
  }

  @Test
  void stopsAModelThatNeverStopsCallingTools() {
    PLATFORM.pool(Map.of("github", List.of("search")));
    PLATFORM.next(Collections.nCopies(9, callingTool()).toArray(Reply[]::new));

    List<EventStream.Received> events = stream(ask(CODING));

    assertThat(events.getLast().json().path("code").asString()).isEqualTo("too_many_tool_rounds");
    assertThat(PLATFORM.modelCalls()).hasSize(9);
  }

  @Test
  void answersWithoutToolsWhenThePoolIsDownAndSaysSo() {
    PLATFORM.poolIsDown();

    List<EventStream.Received> events = stream(ask(CODING));

    assertThat(events.getLast().name()).isEqualTo("done");
    assertThat(missing(events.getLast().json())).contains("github", "filesystem");
    JsonNode call = PLATFORM.modelCalls().getLast().body();
    assertThat(call.has("tools")).isFalse();
    assertThat(call.path("messages").get(0).path("content").asString())
        .contains("not available at the moment: ");
  }

  @Test
  void tellsTheModelAndTheUserWhichToolsAreMissing() {
    PLATFORM.pool(Map.of("github", List.of("search")));

    JsonNode answer = post(ask(CODING)).json();

    assertThat(missing(answer)).doesNotContain("github").contains("filesystem");
    JsonNode call = PLATFORM.modelCalls().getLast().body();
    assertThat(call.path("tools")).hasSize(1);
    assertThat(call.path("messages").get(0).path("content").asString())
        .contains("filesystem")
        .contains("Do without them");
  }

  @Test
  void saysNothingWhenNothingIsMissing() {
    define(
        "{\"agent_id\":\"toolless\",\"agent_type\":\"built_in\",\"name\":\"-\",\"prompt\":\"You are plain.\",\"mcp_tools\":[]}");

    JsonNode answer = post("{\"message\":\"Hello\",\"agent_id\":\"toolless\"}").json();
    forget("toolless");

    assertThat(missing(answer)).isEmpty();
    assertThat(
            PLATFORM
                .modelCalls()
                .getLast()
                .body()
                .path("messages")
                .get(0)
                .path("content")
                .asString())
        .isEqualTo("You are plain.");
  }

  private static List<String> missing(JsonNode answer) {
    return answer.path("missing_tools").valueStream().map(JsonNode::asString).toList();
  }
}
