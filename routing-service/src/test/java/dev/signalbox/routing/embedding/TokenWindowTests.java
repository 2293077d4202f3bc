package dev.signalbox.routing.embedding;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class TokenWindowTests {

  private static final int START = 101;
  private static final int SEPARATOR = 102;

  private final TokenWindow window = new TokenWindow(WordPieceTokenizerTests.vocabulary());

  @Test
  void framesAShortTextWhole() {
    assertThat(window.of("find out why")).containsExactly(START, 2424, 2041, 2339, SEPARATOR);
    assertThat(window.of("")).containsExactly(START, SEPARATOR);
  }

  @Test
  void keepsHeadAndTailOfALongText() {
    String middle = "stack trace line ".repeat(200);

    int[] ids = window.of("find " + middle + " why");

    assertThat(ids).hasSize(TokenWindow.HEAD + TokenWindow.TAIL + 2).startsWith(START, 2424);
    assertThat(Arrays.copyOfRange(ids, ids.length - 2, ids.length))
        .containsExactly(2339, SEPARATOR);
  }

  @Test
  void keepsHeadAndTailOfAHugeTextWithoutReadingItAll() {
    String huge = "find " + "\uD83D\uDE42 word ".repeat(40_000) + " why";

    int[] ids = window.of(huge);

    assertThat(ids)
        .hasSizeLessThanOrEqualTo(TokenWindow.HEAD + TokenWindow.TAIL + 2)
        .startsWith(START, 2424);
    assertThat(ids).endsWith(2339, SEPARATOR);
  }
}
