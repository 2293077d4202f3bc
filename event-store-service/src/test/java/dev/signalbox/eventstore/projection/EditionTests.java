package dev.signalbox.eventstore.projection;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import org.junit.jupiter.api.Test;

class EditionTests {

  private final Edition first = new Edition(1, Set.of("a"));

  @Test
  void aGreaterVersionSupersedesWhateverTheUpcasters() {
    assertThat(new Edition(2, Set.of()).supersedes(first)).isTrue();
    assertThat(first.supersedes(new Edition(2, Set.of()))).isFalse();
  }

  @Test
  void oneUpcasterMoreSupersedesAndOneLessDoesNot() {
    Edition more = new Edition(1, Set.of("a", "b"));

    assertThat(more.supersedes(first)).isTrue();
    assertThat(first.supersedes(more)).isFalse();
    assertThat(first.supersedes(new Edition(1, Set.of("a")))).isFalse();
  }

  @Test
  void oneUpcasterInThePlaceOfAnotherSupersedes() {
    assertThat(new Edition(1, Set.of("b")).supersedes(first)).isTrue();
  }
}
