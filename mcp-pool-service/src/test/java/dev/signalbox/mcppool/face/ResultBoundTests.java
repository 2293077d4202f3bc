package dev.signalbox.mcppool.face;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.mcppool.call.ToolCallResult;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

class ResultBoundTests {
  private static final int MAX = 1024;

  private final ResultBound bound =
      new ResultBound(new FaceProperties(List.of(), DataSize.ofBytes(MAX), 1));

  @Test
  void whatFitsIsPassedOn() {
    assertThat(bound.refusal(result(MAX / 2, null))).isEmpty();
  }

  @Test
  void ofWhatIsTooLongTheAgentIsToldHowLongItIs() {
    assertThat(bound.refusal(result(MAX, null)))
        .hasValueSatisfying(text -> assertThat(text).contains("1024").contains("ask for less"));
  }

  @Test
  void structuredContentCountsToo() {
    JsonNode structured =
        JsonNodeFactory.instance
            .objectNode()
            .set("rows", JsonNodeFactory.instance.arrayNode().add("x".repeat(MAX)));

    assertThat(bound.refusal(result(1, structured))).isPresent();
  }

  private static ToolCallResult result(int characters, @Nullable JsonNode structured) {
    JsonNode content =
        JsonNodeFactory.instance
            .arrayNode()
            .add(
                JsonNodeFactory.instance
                    .objectNode()
                    .put("type", "text")
                    .put("text", "x".repeat(characters)));
    return new ToolCallResult(content, false, structured, null);
  }
}
