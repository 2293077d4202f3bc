package dev.signalbox.routing.relay;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TokenBudgetsTests {

  private final TokenBudgets budgets = new TokenBudgets(Map.of("openai/gpt-4o-mini", 3_000), 6_000);

  @Test
  void areThoseOfTheStrictestModel() {
    assertThat(budgets.strictest(List.of("openai/gpt-4o", "groq/llama-3.1-8b-instant")).model())
        .isEqualTo("groq/llama-3.1-8b-instant");
    assertThat(
            budgets.strictest(
                List.of(
                    "openai/gpt-4o-mini", "groq/llama-3.1-8b-instant", "anthropic/claude-opus-4")))
        .extracting(TokenBudget::model, TokenBudget::limit)
        .containsExactly("openai/gpt-4o-mini", 3_000);
  }

  @Test
  void letPassAsManyStoredTokensAsMayFit() {
    assertThat(budgets.strictest(List.of("openai/gpt-4o")).stored()).isEqualTo(6_000);
    assertThat(budgets.strictest(List.of("openai/gpt-4")).stored()).isEqualTo(7_500);
    assertThat(budgets.strictest(List.of("anthropic/claude-opus-4")).stored()).isEqualTo(3_296);
    assertThat(budgets.strictest(List.of("")).stored()).isEqualTo(3_636);
  }
}
