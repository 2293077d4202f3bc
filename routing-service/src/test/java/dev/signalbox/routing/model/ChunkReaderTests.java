package dev.signalbox.routing.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.ai.chat.messages.AssistantMessage;
import org.springframework.ai.chat.model.ChatResponse;
import tools.jackson.databind.json.JsonMapper;

class ChunkReaderTests {

  private static final ModelAnswer ANSWER = new ModelAnswer("groq", "groq/llama", true);

  private static List<ChatResponse> read(String stream) throws IOException {
    ChunkReader reader =
        new ChunkReader(
            new ByteArrayInputStream(stream.getBytes(StandardCharsets.UTF_8)),
            JsonMapper.builder().build(),
            ANSWER,
            20);
    List<ChatResponse> responses = new ArrayList<>();
    for (ChatResponse next = reader.next(); next != null; next = reader.next()) {
      responses.add(next);
    }
    return responses;
  }

  private static AssistantMessage message(ChatResponse response) {
    return Objects.requireNonNull(response.getResult()).getOutput();
  }

  private static String text(String content) {
    return "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"" + content + "\"}}]}\n\n";
  }

  @Test
  void readsPiecesReasonAndUsage() throws IOException {
    List<ChatResponse> responses =
        read(
            ": keep-alive\n\n"
                + text("Grüße")
                + text("")
                + text(" 🙂").replace("\n\n", "\r\n\r\n")
                + "data: {\"choices\":[{\"delta\":{},\"finish_reason\":\"length\"}]}\n\n"
                + "data: {\"choices\":[],\"usage\":{\"prompt_tokens\":7,\"completion_tokens\":3}}\n\n"
                + "data: [DONE]\n\n");

    assertThat(responses).hasSize(3);
    assertThat(message(responses.get(0)).getText()).isEqualTo("Grüße");
    assertThat(message(responses.get(1)).getText()).isEqualTo(" 🙂");
    assertThat(Objects.requireNonNull(responses.get(2).getResult()).getMetadata().getFinishReason())
        .isEqualTo("length");
    assertThat(responses.get(2).getMetadata().getUsage().getPromptTokens()).isEqualTo(7);
    assertThat(responses.get(2).getMetadata().getUsage().getCompletionTokens()).isEqualTo(3);
    assertThat(responses.get(2).getMetadata().getModel()).isEqualTo("groq/llama");
  }

  @Test
  void putsToolCallsTogether() throws IOException {
    List<ChatResponse> responses =
        read(
            """
            data: {"choices":[{"delta":{"tool_calls":[{"index":0,"id":"a","function":{"name":"one","arguments":"{"}},{"index":1,"id":"b","function":{"name":"two"}}]}}]}

            data: {"choices":[{"delta":{"tool_calls":[{"index":0,"function":{"arguments":"}"}}]},"finish_reason":"tool_calls"}]}

            data: [DONE]

            """);

    assertThat(message(responses.getLast()).getToolCalls())
        .containsExactly(
            new AssistantMessage.ToolCall("a", "function", "one", "{}"),
            new AssistantMessage.ToolCall("b", "function", "two", "{}"));
  }

  @Test
  void saysWhatWentWrong() {
    assertFailure(text("half"), ModelFailure.ANSWER_CUT_OFF);
    assertFailure("data: {oops\n\n", ModelFailure.PROVIDER_ERROR);
    assertFailure(text("twenty and one letter"), ModelFailure.ANSWER_TOO_LONG);
    assertFailure(
        "data: {\"error\":{\"message\":\"late\",\"code\":\"deadline_exceeded\"}}\n\n",
        ModelFailure.DEADLINE_EXCEEDED);
    assertThatThrownBy(() -> read("data: " + "x".repeat(1_100_000) + "\n\n"))
        .isInstanceOf(IOException.class);
  }

  private static void assertFailure(String stream, ModelFailure failure) {
    assertThatThrownBy(() -> read(stream))
        .isInstanceOfSatisfying(
            ModelException.class, e -> assertThat(e.failure()).isEqualTo(failure));
  }
}
