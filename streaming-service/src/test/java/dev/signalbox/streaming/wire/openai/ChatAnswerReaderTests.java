package dev.signalbox.streaming.wire.openai;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.wire.sse.SseEvent;
import dev.signalbox.streaming.wire.sse.SseSplitter;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;

class ChatAnswerReaderTests {

  private final JsonMapper json = JsonMapper.builder().build();
  private final ChatAnswerReader reader = new ChatAnswerReader(json);

  @Test
  void aRoleChunkIsNoOutput() {
    assertThat(chunk("{\"choices\":[{\"delta\":{\"role\":\"assistant\",\"content\":\"\"}}]}"))
        .isEqualTo(new ChatChunk.Part(0, false, false, false, null));
  }

  @Test
  void contentReasoningAndToolCallsAreOutput() {
    assertThat(chunk("{\"choices\":[{\"delta\":{\"content\":\"four\"}}],\"usage\":null}"))
        .isEqualTo(new ChatChunk.Part(4, true, false, false, null));
    assertThat(chunk("{\"choices\":[{\"delta\":{\"reasoning_content\":\"hm\"}}]}"))
        .isEqualTo(new ChatChunk.Part(2, true, false, false, null));
    assertThat(
            chunk(
                "{\"choices\":[{\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"name\":\"f\",\"arguments\":\"\"}}]}}]}"))
        .isEqualTo(new ChatChunk.Part(1, true, false, false, null));
  }

  @Test
  void aUsageChunkIsToldFromUsageBesideContent() {
    String usage = "{\"prompt_tokens\":1,\"completion_tokens\":0}";

    assertThat(chunk("{\"choices\":[],\"usage\":" + usage + "}"))
        .isEqualTo(new ChatChunk.Part(0, false, false, true, json.readTree(usage)));
    assertThat(
            chunk(
                "{\"choices\":[{\"delta\":{},\"finish_reason\":\"stop\"}],\"usage\":"
                    + usage
                    + "}"))
        .isEqualTo(new ChatChunk.Part(0, false, true, false, json.readTree(usage)));
  }

  @Test
  void theEndAnErrorAndNonsenseAreTold() {
    assertThat(chunk("[DONE]")).isEqualTo(new ChatChunk.Done());
    assertThat(chunk("{\"error\":{\"message\":\"no\"}}")).isEqualTo(new ChatChunk.Failed("no"));
    assertThat(chunk("{\"choices\":[")).isEqualTo(new ChatChunk.Malformed());
    assertThat(chunk("7")).isEqualTo(new ChatChunk.Malformed());
    assertThat(reader.chunk(event(": comment\n\n"))).isEqualTo(new ChatChunk.Silent());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "no", "[]", "{}", "{\"choices\":7}"})
  void whatIsNoCompletionIsMalformed(String body) {
    assertThat(reader.whole(body.getBytes(StandardCharsets.UTF_8)))
        .isEqualTo(new ChatChunk.Malformed());
  }

  private ChatChunk chunk(String data) {
    return reader.chunk(event("data: " + data + "\n\n"));
  }

  private static SseEvent event(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return new SseSplitter(10_000).feed(bytes, 0, bytes.length).getFirst();
  }
}
