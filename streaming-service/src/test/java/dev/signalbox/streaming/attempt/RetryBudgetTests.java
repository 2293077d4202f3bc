package dev.signalbox.streaming.attempt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.attempt.AttemptProperties.RetryProperties;
import org.junit.jupiter.api.Test;

class RetryBudgetTests {

  private final RetryBudget budget = new RetryBudget(new RetryProperties(20, 2));

  @Test
  void theReserveIsSpentAndEarnedAgain() {
    assertThat(budget.spend("groq")).isTrue();
    assertThat(budget.spend("groq")).isTrue();
    assertThat(budget.spend("groq")).isFalse();

    for (int attempt = 0; attempt < 5; attempt++) {
      budget.earn("groq");
    }

    assertThat(budget.spend("groq")).isTrue();
    assertThat(budget.spend("groq")).isFalse();
  }

  @Test
  void noMoreThanTheReserveIsSavedUp() {
    for (int attempt = 0; attempt < 1_000; attempt++) {
      budget.earn("groq");
    }

    assertThat(budget.spend("groq")).isTrue();
    assertThat(budget.spend("groq")).isTrue();
    assertThat(budget.spend("groq")).isFalse();
  }

  @Test
  void everyProviderHasItsOwn() {
    assertThat(budget.spend("groq")).isTrue();
    assertThat(budget.spend("groq")).isTrue();

    assertThat(budget.spend("openai")).isTrue();
  }
}
