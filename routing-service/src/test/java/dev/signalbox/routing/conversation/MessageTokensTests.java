package dev.signalbox.routing.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.token.TokenCounter;
import dev.signalbox.kit.token.Tokeniser;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MessageTokensTests {

  private static final String BIRTHDAY = "お誕生日おめでとう";

  private static final MessageTokens TOKENS = new MessageTokens(new TokenCounter());

  @ParameterizedTest
  @CsvSource({
    // Each with the frame of 4: 8 by o200k_base, 9 by cl100k_base.
    "openai/gpt-4o, 12",
    "openai/gpt-4-turbo, 13",
    "anthropic/claude-sonnet-4-5, 23",
    "groq/llama-3.1-8b-instant, 15"
  })
  void areCountedAsTheModelDoesOrWithAMargin(String model, int atMost) {
    int stored = TOKENS.stored(BIRTHDAY);

    assertThat(stored).isEqualTo(12);
    assertThat(TOKENS.atMost(Tokeniser.of(model), stored, BIRTHDAY)).isEqualTo(atMost);
  }
}
