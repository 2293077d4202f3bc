package dev.signalbox.streaming.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.sse.SseEvent;
import dev.signalbox.streaming.wire.sse.SseSplitter;
import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.canonical.AnswerEvent;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ChatAnswerReaderTests {

  private final JsonMapper json = JsonMapper.builder().build();
  private final ChatAnswerReader reader =
      new ChatAnswerReader(json, ReasoningCount.INSIDE_COMPLETION);

  @Test
  void aRoleChunkIsNoOutput() {
    assertThat(chunk("{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}"))
        .noneMatch(AnswerEvent::output);
  }

  @Test
  void contentReasoningAndToolCallsAreOutput() {
    assertThat(chunk("{\"choices\":[{\"delta\":{\"content\":\"four\"}}],\"usage\":null}"))
        .contains(new AnswerEvent.TextDelta("four"));
    assertThat(chunk("{\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}"))
        .containsExactly(new AnswerEvent.ThinkingDelta("hm"));
    assertThat(
            chunk(
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"id\":\"c\",\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}}]}"))
        .containsExactly(new AnswerEvent.ToolCallStarted(0, "c", "f", null));
  }

  @Test
  void theEndAnErrorAndNonsenseAreTold() {
    assertThat(chunk("[DONE]")).containsExactly(new AnswerEvent.Ended());
    assertThat(chunk("{\"error\":{\"message\":\"no\"}}"))
        .containsExactly(new AnswerEvent.Failed("no"));
    assertThat(chunk("{\"choices\":[")).containsExactly(new AnswerEvent.Malformed());
    assertThat(chunk("7")).containsExactly(new AnswerEvent.Malformed());
    assertThat(reader.read(event(": comment\n\n"))).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no", "[]", "{}", "{\"choices\":7}"})
  void whatIsNoCompletionIsMalformed(String body) {
    assertThat(reader.whole(body.getBytes(StandardCharsets.UTF_8)))
        .containsExactly(new AnswerEvent.Malformed());
  }

  private List<AnswerEvent> chunk(String data) {
    return reader.read(event("data: " + data + "\n\n"));
  }

  private static SseEvent event(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new SseSplitter(10_000).feed(bytes, 0, bytes.length).getFirst();
  }
}
