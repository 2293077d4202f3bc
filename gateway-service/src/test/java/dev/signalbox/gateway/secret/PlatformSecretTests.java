package dev.signalbox.gateway.secret;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.gateway.startup.StartRefusedException;
import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

class PlatformSecretTests {
  @ParameterizedTest
  @NullSource
  @ValueSource(
      strings = {
        "",
        " ",
        "not base64!",
        "c2hvcnQ=",
        "MDEyMzQ1Njc4OWFiY2RlZjAxMjM0NTY3ODlhYmNkZWYwMTIz"
      })
  void whatIsNoSecretIsRefusedInOneLine(@Nullable String value) {
    assertThatThrownBy(() -> PlatformSecret.ofBase64(value))
        .isInstanceOf(StartRefusedException.class)
        .message()
        .startsWith("SIGNALBOX_SECRET ")
        .contains("openssl rand -base64 32")
        .doesNotContain("\n", "c2hvcnQ=");
  }

  @Test
  void eachPurposeHasItsOwnKeyAndStartsAgree() {
    PlatformSecret secret = PlatformSecret.ofBase64(GatewayIntegrationTest.SECRET);
    PlatformSecret again = PlatformSecret.ofBase64(GatewayIntegrationTest.SECRET + "\n");

    byte[] key = secret.derive("one", "AES").getEncoded();

    assertThat(key).hasSize(32).isEqualTo(again.derive("one", "AES").getEncoded());
    assertThat(key).isNotEqualTo(secret.derive("two", "AES").getEncoded());
    assertThat(secret.toString()).doesNotContain("MDEy");
  }
}
