package dev.signalbox.kit.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class KeyRingTests {
  private static final String ONE = "b25lIHNlY3JldCBvZiB0aGlydHktdHdvIGJ5dGVzISE=";
  private static final String OTHER = "YW5vdGhlciBzZWNyZXQgb2YgMzIgYnl0ZXMgaXMgMzI=";

  private final KeyRing ring = new KeyRing("test", ONE, List.of());
  private final byte[] key = Cryptography.randomKey();

  @Test
  void unwrapsWhatItWrappedInTheSameContextAlone() {
    KeyRing.Wrapped wrapped = ring.wrap(key, "a", "b");

    assertThat(ring.unwrap(wrapped, "a", "b")).hasValue(key);
    assertThat(ring.unwrap(wrapped, "ab")).isEmpty();
    assertThat(ring.unwrap(wrapped, "a", "c")).isEmpty();
    assertThat(ring.current()).hasValue(wrapped.master());
  }

  @Test
  void unwrapsWithAFormerSecretAndWrapsWithThePresentOne() {
    KeyRing.Wrapped before = ring.wrap(key, "a");
    KeyRing after = new KeyRing("test", OTHER, List.of(ONE));

    assertThat(after.unwrap(before, "a")).hasValue(key);
    assertThat(after.previous()).containsExactly(before.master());
    assertThat(after.wrap(key, "a").master()).isEqualTo(after.current().orElseThrow());
    assertThat(new KeyRing("test", OTHER, List.of()).unwrap(before, "a")).isEmpty();
  }

  @Test
  void differsByPurpose() {
    KeyRing elsewhere = new KeyRing("elsewhere", ONE, List.of());

    assertThat(elsewhere.current()).isNotEqualTo(ring.current());
    assertThat(elsewhere.unwrap(ring.wrap(key, "a"), "a")).isEmpty();
  }

  @Test
  void withoutASecretWrapsNothing() {
    KeyRing none = new KeyRing("test", " ", List.of());

    assertThat(none.current()).isEmpty();
    assertThatThrownBy(() -> none.wrap(key, "a")).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void refusesASecretOfAnotherLengthOrKind() {
    assertThatThrownBy(() -> new KeyRing("test", "c2hvcnQ=", List.of()))
        .hasMessageContaining("32 bytes in base64")
        .hasMessageNotContaining("c2hvcnQ");
    assertThatThrownBy(() -> new KeyRing("test", ONE, List.of("no base64!")))
        .hasMessageContaining("32 bytes in base64");
  }
}
