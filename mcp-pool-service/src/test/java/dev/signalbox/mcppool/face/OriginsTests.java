package dev.signalbox.mcppool.face;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.util.unit.DataSize;

class OriginsTests {
  private final Origins origins =
      new Origins(
          new FaceProperties(List.of("https://inspector.example.com"), DataSize.ofMegabytes(1), 1));

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://inspector.example.com",
        "http://localhost:6274",
        "http://127.0.0.1",
        "http://[::1]:8100"
      })
  void pagesOfThisMachineAndThoseThatAreAllowedMaySpeak(String origin) {
    assertThat(origins.admit(origin)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://evil.example.com",
        "http://inspector.example.com",
        "https://inspector.example.com.evil.example.com",
        "http://localhost.evil.example.com",
        "http://localhost@evil.example.com",
        "null",
        ""
      })
  void nobodyElseMay(String origin) {
    assertThat(origins.admit(origin)).isFalse();
  }

  @Test
  void whoIsNoBrowserSaysNothing() {
    assertThat(origins.admit(null)).isTrue();
  }
}
