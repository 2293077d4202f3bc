package dev.signalbox.mcppool.face;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HeadersTests {
  @Test
  void namesComeAsTheyAreOrInBase64() {
    assertThat(named("echo").decodedName()).contains("echo");
    assertThat(named("=?base64?Z3LDvGV6aQ==?=").decodedName()).contains("gr\u00fcezi");
    assertThat(named("=?base64?!?=").decodedName()).isEmpty();
    assertThat(new Headers(null, null, null).decodedName()).isEmpty();
  }

  private static Headers named(String name) {
    return new Headers("2026-07-28", "tools/call", name);
  }
}
