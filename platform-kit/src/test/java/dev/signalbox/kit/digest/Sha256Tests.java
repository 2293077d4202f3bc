package dev.signalbox.kit.digest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Tests {

  // NIST's example for "abc".
  private static final String ABC =
      "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

  @Test
  void isWhatTheStandardSays() {
    assertThat(Sha256.hex("abc")).isEqualTo(ABC);
    assertThat(Sha256.hex("abc".getBytes(StandardCharsets.US_ASCII))).isEqualTo(ABC);
  }

  @Test
  void readsTextAsUtf8() {
    assertThat(Sha256.hex("ü")).isEqualTo(Sha256.hex(new byte[] {(byte) 0xC3, (byte) 0xBC}));
  }
}
