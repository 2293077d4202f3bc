package dev.signalbox.mcppool.credential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class SealingTests {
  private static final String ONE = "b25lIHNlY3JldCBvZiB0aGlydHktdHdvIGJ5dGVzISE=";
  private static final String OTHER = "YW5vdGhlciBzZWNyZXQgb2YgMzIgYnl0ZXMgaXMgMzI=";

  private final Sealing sealing = new Sealing(ONE, List.of());

  @Test
  void opensWhatItSealedWhereItBelongs() {
    SealedText sealed = sealing.seal("server/a/env/TOKEN", "s3cret");

    assertThat(sealing.open(sealed)).hasValue("s3cret");
    assertThat(sealing.open(new SealedText("server/b/env/TOKEN", sealed.key(), sealed.content())))
        .isEmpty();
    assertThat(new String(sealed.content(), StandardCharsets.ISO_8859_1)).doesNotContain("s3cret");
    assertThat(sealed).hasToString("***");
  }

  @Test
  void hasAKeyForEachText() {
    SealedText first = sealing.seal("a", "same");
    SealedText second = sealing.seal("a", "same");

    assertThat(first.content()).isNotEqualTo(second.content());
    assertThat(sealing.open(new SealedText("a", first.key(), second.content()))).isEmpty();
  }

  @Test
  void wrapsAnewWithoutTouchingTheContent() {
    SealedText before = sealing.seal("a", "s3cret");
    Sealing next = new Sealing(OTHER, List.of(ONE));
    assertThat(next.isOutdated(before)).isTrue();

    SealedText after = next.rewrap(before).orElseThrow();

    assertThat(next.isOutdated(after)).isFalse();
    assertThat(after.content()).isEqualTo(before.content());
    assertThat(new Sealing(OTHER, List.of()).open(after)).hasValue("s3cret");
    assertThat(new Sealing(OTHER, List.of()).rewrap(before)).isEmpty();
  }

  @Test
  void withoutASecretTakesNothing() {
    assertThatThrownBy(() -> Sealing.off().seal("a", "s3cret"))
        .isInstanceOf(ProblemException.class)
        .hasMessageContaining("SIGNALBOX_SECRET")
        .hasMessageNotContaining("s3cret");
  }
}
