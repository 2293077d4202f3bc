package dev.signalbox.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class WordsTests {

  @Test
  void aValueFollowsAfterASpaceOrAnEqualsSign() {
    Words words = new Words("--rounds=2", "--case", "a,b", "--json");

    assertThat(words.next()).isEqualTo("--rounds");
    assertThat(words.number("--rounds", 1, 5)).isEqualTo(2);
    assertThat(words.next()).isEqualTo("--case");
    assertThat(words.values("--case")).containsExactly("a", "b");
    assertThat(words.next()).isEqualTo("--json");
    assertThat(words.isEmpty()).isTrue();
  }

  @Test
  void whatIsNoValueIsSaidInOneLine() {
    assertThatThrownBy(() -> new Words().value("--case"))
        .isInstanceOf(UsageException.class)
        .hasMessage("--case needs a value");
    assertThatThrownBy(() -> new Words("many").number("--rounds", 1, 5))
        .hasMessage("--rounds is a whole number, not many");
    assertThatThrownBy(() -> new Words("6").number("--rounds", 1, 5))
        .hasMessage("--rounds is from 1 to 5, not 6");
  }
}
