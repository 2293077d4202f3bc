package dev.signalbox.gateway.key;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.gateway.secret.PlatformSecret;
import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class KeySecretsTests {
  @Test
  void newKeysAreShapedAndNeverTheSame() {
    Set<String> keys = new HashSet<>();
    for (int i = 0; i < 1000; i++) {
      String key = KeySecrets.next();
      assertThat(KeySecrets.isShaped(key)).isTrue();
      keys.add(key);
    }
    assertThat(keys).hasSize(1000);
  }

  @Test
  void aHintIsOfNoUse() {
    assertThat(KeySecrets.hint("sbx_0123456789abcdefWXYZ")).isEqualTo("sbx_...WXYZ");
  }

  @Test
  void aHashDependsOnTheSecretAndComesBackFromItsBytes() {
    KeyHasher hasher = new KeyHasher(PlatformSecret.ofBase64(GatewayIntegrationTest.SECRET));
    KeyHasher other =
        new KeyHasher(PlatformSecret.ofBase64("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="));

    KeyHash hash = hasher.hash("sbx_a");

    assertThat(hash).isEqualTo(hasher.hash("sbx_a")).isEqualTo(KeyHash.of(hash.bytes()));
    assertThat(hash).isNotEqualTo(hasher.hash("sbx_b")).isNotEqualTo(other.hash("sbx_a"));
  }
}
