package dev.signalbox.systemtests.scenario;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.ai.anthropic.AnthropicChatModel;
import org.springframework.ai.anthropic.AnthropicChatOptions;
import org.springframework.ai.chat.client.ChatClient;
import org.springframework.ai.chat.model.ChatModel;
import org.springframework.ai.chat.model.ChatResponse;
import org.springframework.ai.chat.prompt.Prompt;
import org.springframework.ai.openai.OpenAiChatModel;
import org.springframework.ai.openai.OpenAiChatOptions;
import org.springframework.ai.tool.function.FunctionToolCallback;

/**
 * Spring AI's own clients work with nothing changed but their address and key, with the models of
 * their own provider and with those of others.
 */
class SpringAiClientIntegrationTests {

  private static final String QUESTION = "What is the capital of Norway?";
  private static final String WANTS_TOOL = "Look it up. [[tool:look {\"at\":7}]]";

  private final PlatformApi api = Platform.running().api();

  /** What the tool is asked. */
  record Place(int at) {}

  private enum Client {
    OPENAI,
    ANTHROPIC
  }

  static Stream<Arguments> clientsAndModels() {
    return Stream.of(Client.values())
        .flatMap(
            client ->
                Stream.of("openai/gpt-4o", "anthropic/claude-sonnet-4-5", "gemini/gemini-2.5-flash")
                    .map(model -> Arguments.of(client, model)));
  }

  @ParameterizedTest
  @MethodSource("clientsAndModels")
  void streamsAndCountsTokens(Client client, String name) {
    List<ChatResponse> pieces =
        model(client, name).stream(new Prompt(QUESTION))
            .collectList()
            .block(Duration.ofSeconds(60));

    assertThat(pieces).isNotNull().hasSizeGreaterThan(2);
    StringBuilder text = new StringBuilder();
    long tokens = 0;
    for (ChatResponse piece : pieces) {
      if (piece.getResult() != null && piece.getResult().getOutput().getText() != null) {
        text.append(piece.getResult().getOutput().getText());
      }
      tokens = Math.max(tokens, piece.getMetadata().getUsage().getTotalTokens());
    }
    assertThat(text).contains("simulated answer");
    assertThat(tokens).isPositive();
  }

  @ParameterizedTest
  @MethodSource("clientsAndModels")
  void callsToolsAndAnswersWithTheirResults(Client client, String name) {
    List<Integer> asked = new ArrayList<>();
    String answer =
        ChatClient.create(model(client, name))
            .prompt(WANTS_TOOL)
            .tools(
                FunctionToolCallback.builder(
                        "look",
                        (Place place) -> {
                          asked.add(place.at());
                          return "there";
                        })
                    .description("Looks at a place")
                    .inputType(Place.class)
                    .build())
            .call()
            .content();

    assertThat(asked).containsExactly(7);
    assertThat(answer).isNotBlank();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void understandsRefusals(Client client) {
    assertThatThrownBy(() -> model(client, "nobody/nothing").call(QUESTION))
        .hasMessageContaining("nobody/nothing");
  }

  static Stream<Client> clients() {
    return Stream.of(Client.values());
  }

  private ChatModel model(Client client, String name) {
    return switch (client) {
      case OPENAI ->
          OpenAiChatModel.builder()
              .options(
                  OpenAiChatOptions.builder()
                      .baseUrl(api.base() + "/v1")
                      .apiKey(api.key())
                      .model(name)
                      .build())
              .build();
      case ANTHROPIC ->
          AnthropicChatModel.builder()
              .options(
                  AnthropicChatOptions.builder()
                      .baseUrl(api.base())
                      .apiKey(api.key())
                      .model(name)
                      .maxTokens(1_000)
                      .build())
              .build();
    };
  }
}
