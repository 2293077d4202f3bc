package dev.signalbox.routing.run;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TextTests {

  @Test
  void knowsWhatCannotBeStored() {
    assertThat(Text.isStorable("plain, ünï, 🙂")).isTrue();
    assertThat(Text.isStorable("nul \u0000")).isFalse();
    assertThat(Text.isStorable("\ud800")).isFalse();
    assertThat(Text.isStorable("\ud800x")).isFalse();
    assertThat(Text.isStorable("\udc00")).isFalse();
  }

  @Test
  void replacesOnlyThat() {
    assertThat(Text.storable("a\u0000b🙂\ud800")).isEqualTo("a\ufffdb🙂\ufffd");
  }
}
