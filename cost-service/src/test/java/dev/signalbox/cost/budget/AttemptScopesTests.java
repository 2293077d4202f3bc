package dev.signalbox.cost.budget;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttemptScopesTests {

  @ParameterizedTest
  @CsvSource({
    "openai/gpt-4o, openai/gpt-4o",
    "openai/gpt-4o-2024-08-06, openai/gpt-4o",
    "OpenAI/GPT-4o, openai/gpt-4o",
    "anthropic/claude-3-5-sonnet-20241022, anthropic/claude-3-5-sonnet",
    "anthropic/claude-3-5-sonnet@20241022, anthropic/claude-3-5-sonnet",
    "openai/gpt-4-0613, openai/gpt-4",
    "mistral/codestral-latest, mistral/codestral",
    "groq/llama-3.3-70b-versatile, groq/llama-3.3-70b-versatile"
  })
  void aSnapshotIsTheModelItIsOf(String name, String model) {
    assertThat(AttemptScopes.modelOf(name)).isEqualTo(model);
  }

  @Test
  void aBudgetOfASnapshotAndOneOfItsModelBothApply() {
    AttemptScopes attempt = attempt("openai", "gpt-4o-2024-08-06");

    assertThat(attempt.values(ScopeKind.MODEL)).containsExactly("openai/gpt-4o");
    assertThat(attempt.names(ScopeKind.MODEL))
        .containsExactly("openai/gpt-4o", "openai/gpt-4o-2024-08-06", "*");
  }

  @Test
  void whatAnAttemptHasNotIsCountedNowhere() {
    AttemptScopes attempt = attempt("openai", "gpt-4o");

    assertThat(attempt.names(ScopeKind.AGENT)).isEmpty();
    assertThat(attempt.names(ScopeKind.RUN)).isEmpty();
    assertThat(attempt.names(ScopeKind.TAG)).containsExactly("a", "b", "*");
    assertThat(attempt.names(ScopeKind.EVERYTHING)).containsExactly("everything");
  }

  private static AttemptScopes attempt(String provider, String model) {
    return new AttemptScopes(
        "engines", "ada", "key_1", null, provider, model, List.of("a", "b"), "conv_1", null);
  }
}
