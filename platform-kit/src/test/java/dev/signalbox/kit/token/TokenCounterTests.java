package dev.signalbox.kit.token;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TokenCounterTests {

  private final TokenCounter counter = new TokenCounter();

  @Test
  void countsAsTheVocabularyDoes() {
    assertThat(counter.count(Vocabulary.O200K_BASE, "")).isZero();
    assertThat(counter.count(Vocabulary.O200K_BASE, "hello world")).isEqualTo(2);
    assertThat(counter.count(Vocabulary.CL100K_BASE, "tiktoken is great!")).isEqualTo(6);
    assertThat(counter.count(Vocabulary.CL100K_BASE, "お誕生日おめでとう")).isEqualTo(9);
    assertThat(counter.count(Vocabulary.O200K_BASE, "<|endoftext|>")).isGreaterThan(1);
  }

  @Test
  void longTextsAreCountedInPieces() {
    long once = counter.count(Vocabulary.O200K_BASE, "hello world ".repeat(1_000));
    long often = counter.count(Vocabulary.O200K_BASE, "hello world ".repeat(50_000));

    assertThat(often).isBetween(once * 50 - 100, once * 50 + 100);
    assertThat(counter.count(Vocabulary.O200K_BASE, "😀".repeat(100_001))).isPositive();
  }
}
