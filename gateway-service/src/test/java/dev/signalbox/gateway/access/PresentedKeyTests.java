package dev.signalbox.gateway.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpHeaders;

class PresentedKeyTests {
  private final HttpHeaders headers = new HttpHeaders();

  @Test
  void bearerGoesBeforeTheOtherHeader() {
    headers.set("Authorization", "Bearer  sbx_one ");
    headers.set("X-Api-Key", "sbx_two");

    assertThat(PresentedKey.in(headers)).contains("sbx_one");
  }

  @Test
  void anotherSchemeIsNoKey() {
    headers.set("Authorization", "Basic c2J4");

    assertThat(PresentedKey.in(headers)).isEmpty();
    headers.set("x-api-key", "sbx_two");
    assertThat(PresentedKey.in(headers)).contains("sbx_two");
  }

  @ParameterizedTest
  @ValueSource(strings = {"x-api-key", "x-goog-api-key", "api-key"})
  void everySdkHasItsHeader(String header) {
    headers.set(header, "sbx_two");

    assertThat(PresentedKey.in(headers)).contains("sbx_two");
  }

  @Test
  void aPagesSocketOffersItAsASubprotocol() {
    headers.add("Sec-WebSocket-Protocol", "signalbox.v1, signalbox.key.sbx_three");

    assertThat(PresentedKey.inSubprotocols(headers)).contains("sbx_three");
    assertThat(PresentedKey.in(headers)).isEmpty();
  }
}
