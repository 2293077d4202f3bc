package dev.signalbox.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.gateway.secret.PlatformSecret;
import dev.signalbox.gateway.startup.StartRefusedException;
import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import org.junit.jupiter.api.Test;

class KeySealTests {
  private final KeySeal seal = new KeySeal(PlatformSecret.ofBase64(GatewayIntegrationTest.SECRET));

  @Test
  void opensWhatItSealedUnderThatNameOnly() {
    byte[] sealed = seal.seal("one", "content");

    assertThat(seal.open("one", sealed)).isEqualTo("content");
    assertThat(seal.seal("one", "content")).isNotEqualTo(sealed);
    assertThatThrownBy(() -> seal.open("two", sealed)).isInstanceOf(StartRefusedException.class);
  }

  @Test
  void noticesAChangedByte() {
    byte[] sealed = seal.seal("one", "content");
    sealed[sealed.length - 1] ^= 1;

    assertThatThrownBy(() -> seal.open("one", sealed)).isInstanceOf(StartRefusedException.class);
  }
}
