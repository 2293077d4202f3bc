package dev.signalbox.kit.security;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import jakarta.servlet.http.HttpServletRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.web.firewall.RequestRejectedException;

/** Lets the same headers through as Spring Security's own. */
class HeaderFirewallTests {

  @ParameterizedTest
  @ValueSource(strings = {"", "plain", " ~!\"", "tab\tinside", "ümläut", "日本語"})
  void letsThrough(String value) {
    assertThat(read(value)).isEqualTo(value);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"nul\u0000", "line\nbreak", "return\r", "escape\u001b", "not assigned \uffff"})
  void refuses(String value) {
    assertThatExceptionOfType(RequestRejectedException.class).isThrownBy(() -> read(value));
  }

  private static String read(String value) {
    MockHttpServletRequest request = new MockHttpServletRequest("GET", "/");
    request.addHeader("X-Header", value);
    HttpServletRequest guarded = HeaderFirewall.create().getFirewalledRequest(request);
    return guarded.getHeader("X-Header");
  }
}
