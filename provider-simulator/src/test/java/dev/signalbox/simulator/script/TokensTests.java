package dev.signalbox.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokensTests {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "one",
        "one two",
        "  leading",
        "trailing \n",
        "a very longwordindeed, yes",
        "zażółć gęślą jaźń",
        "12345😀7 😀😀😀😀😀😀😀 x",
        "line\n\nline\r\n"
      })
  void tokensJoinedAreTheTextAgain(String text) {
    assertThat(String.join("", Tokens.of(text))).isEqualTo(text);
  }

  @Test
  void aTokenIsWhiteSpaceAndUpToSixCharacters() {
    assertThat(Tokens.of("Hello wonderful world "))
        .containsExactly("Hello", " wonder", "ful", " world", " ");
  }

  @Test
  void noTokenEndsInsideACharacter() {
    assertThat(Tokens.of("12345😀😀😀😀😀")).allSatisfy(TokensTests::assertWhole);
  }

  private static void assertWhole(String token) {
    assertThat(Character.isLowSurrogate(token.charAt(0))).isFalse();
  }
}
