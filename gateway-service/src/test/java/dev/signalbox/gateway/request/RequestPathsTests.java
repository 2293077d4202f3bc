package dev.signalbox.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestPathsTests {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "/",
        "/api/v1/agents",
        "/.well-known/jwks.json",
        "/api/v1/agents/a..b",
        "/api/v1/agents/.hidden",
        "/api/v1/streams/conversation%2Fconv_1",
        "/api/v1/agents/%C3%A9+x",
      })
  void plain(String path) {
    assertThat(RequestPaths.isPlain(path)).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/..",
        "/api/./x",
        "/api/../x",
        "/api/%2e%2e/x",
        "/api/.%2E/x",
        "/api/..;a=b/x",
        "/api/x%2f..%2fy",
        "/api/x%5c..%5cy",
        "/api/%00",
        "/api/%0d%0aX",
        "/api/%zz",
      })
  void notPlain(String path) {
    assertThat(RequestPaths.isPlain(path)).isFalse();
  }
}
