package dev.signalbox.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

class ConversationTests {

  private final Conversation conversation = new Conversation();

  @Test
  void whatTheAssistantDoesInARowIsOneAnswer() {
    conversation.user("Hi");
    conversation.assistant(List.of("Let me look."));
    conversation.assistant(List.of("{}"));
    conversation.toolResult("found");
    conversation.toolResult("heard");
    conversation.assistant(List.of("So."));

    assertThat(prompt().answersSoFar()).isEqualTo(2);
    assertThat(prompt().toolResults()).containsExactly("found", "heard");
  }

  @Test
  void resultsAreAnswersEvenWhereTheCallIsNotInTheRequest() {
    conversation.toolResult("found");
    conversation.toolResult("heard");

    assertThat(prompt().answersSoFar()).isEqualTo(1);
  }

  @Test
  void aNewMessageOfTheUserBeginsAnew() {
    conversation.instruction("Be brief.");
    conversation.user("Hi");
    conversation.assistant(List.of("Hello"));
    conversation.toolResult("found");
    conversation.user("Again");

    assertThat(prompt())
        .isEqualTo(new Prompt("m", "Be brief.", "Again", 2, 0, List.of(), List.of("look"), false));
  }

  @Test
  void everyMessageAndToolCosts() {
    conversation.user("Hi");
    int before = conversation.tokens();
    conversation.tools(JsonMapper.shared().readTree("[{\"name\":\"look\"}]"), List.of("look"));

    assertThat(before).isEqualTo(Tokens.PER_REQUEST + Tokens.PER_MESSAGE + 1);
    assertThat(conversation.tokens()).isGreaterThan(before);
  }

  private Prompt prompt() {
    conversation.tools(JsonMapper.shared().missingNode(), List.of("look"));
    return conversation.prompt("m", false);
  }
}
