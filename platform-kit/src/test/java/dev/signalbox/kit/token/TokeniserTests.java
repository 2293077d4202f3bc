package dev.signalbox.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TokeniserTests {

  @ParameterizedTest
  @CsvSource({
    "gpt-4o-2024-08-06, O200K_BASE, 0",
    "openai/gpt-5.6-sol, O200K_BASE, 0",
    "gpt-4.1-mini, O200K_BASE, 0",
    "O3-mini, O200K_BASE, 0",
    "o1, O200K_BASE, 0",
    "groq/openai/gpt-oss-120b, O200K_BASE, 0",
    "chatgpt-4o-latest, O200K_BASE, 0",
    "gpt-4-turbo, CL100K_BASE, 0",
    "gpt-3.5-turbo, CL100K_BASE, 0",
    "text-embedding-3-small, CL100K_BASE, 0",
    "claude-sonnet-4-5, O200K_BASE, 40",
    "us.anthropic.claude-opus-4-1, O200K_BASE, 40",
    "gemini-2.5-pro, O200K_BASE, 27",
    "meta-llama/Llama-3.3-70B-Instruct, O200K_BASE, 13",
    "deepseek-r1-distill-llama-70b, O200K_BASE, 16",
    "qwen/qwen3-32b, O200K_BASE, 17",
    "mistral-large-latest, O200K_BASE, 50",
    "command-r, O200K_BASE, 50",
    "solo1-large, O200K_BASE, 50"
  })
  void isThatOfTheModelsFamily(String model, Vocabulary vocabulary, int errorPercent) {
    Tokeniser tokeniser = Tokeniser.of(model);

    assertThat(tokeniser.vocabulary()).isEqualTo(vocabulary);
    assertThat(tokeniser.errorPercent()).isEqualTo(errorPercent);
    assertThat(tokeniser.exact()).isEqualTo(errorPercent == 0);
  }

  @Test
  void roundsUpwards() {
    Tokeniser claude = Tokeniser.of("claude");

    assertThat(claude.expected(1)).isEqualTo(2);
    assertThat(claude.expected(1_000)).isEqualTo(1_300);
    assertThat(claude.atMost(1_000)).isEqualTo(1_820);
    assertThat(Tokeniser.of("gpt-4o").atMost(1_000)).isEqualTo(1_000);
  }

  @Test
  void isNamedWithItsFactor() {
    assertThat(Tokeniser.of("gpt-4o").name()).isEqualTo("o200k_base");
    assertThat(Tokeniser.of("llama-3").name()).isEqualTo("o200k_base times 1.05");
  }
}
