package dev.signalbox.gateway.token;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.gateway.secret.PlatformSecret;
import dev.signalbox.gateway.startup.StartRefusedException;
import dev.signalbox.gateway.testing.GatewayIntegrationTest;
import dev.signalbox.gateway.testing.Schema;
import dev.signalbox.kit.testing.MutableClock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class SigningKeysIntegrationTests {
  private static final int REPLICAS = 8;
  private static final String OTHER_SECRET = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

  private final Schema schema = new Schema("gateway_signing").migrate("latest");
  private final MutableClock clock = new MutableClock();

  private SigningKeys keys(String secret) {
    return new SigningKeys(
        schema.jdbc(), schema.transactions(), new KeySeal(PlatformSecret.ofBase64(secret)));
  }

  private KeyRing start() {
    return new KeyRing(keys(GatewayIntegrationTest.SECRET), clock);
  }

  @Test
  void everyStartSignsWithTheSameKey() {
    String first = start().signer().key().getKeyID();

    assertThat(start().signer().key().getKeyID()).isEqualTo(first);
  }

  @Test
  void replicasThatStartTogetherAgreeOnOneKey() throws Exception {
    CyclicBarrier together = new CyclicBarrier(REPLICAS);
    Set<String> signers = new HashSet<>();
    try (ExecutorService replicas = Executors.newVirtualThreadPerTaskExecutor()) {
      Set<Future<String>> starts = new HashSet<>();
      for (int i = 0; i < REPLICAS; i++) {
        starts.add(
            replicas.submit(
                () -> {
                  together.await();
                  return start().signer().key().getKeyID();
                }));
      }
      for (Future<String> started : starts) {
        signers.add(started.get());
      }
    }

    assertThat(signers).hasSize(1);
  }

  @Test
  void atRestThePrivateKeyIsSealed() {
    KeyRing ring = start();
    String stored =
        schema
            .jdbc()
            .sql("SELECT encode(sealed_jwk, 'escape') FROM signing_key")
            .query(String.class)
            .single();

    assertThat(stored).doesNotContain("kty").doesNotContain(ring.signer().key().getD().toString());
    assertThat(ring.published()).doesNotContain("\"d\"").contains("\"kid\"");
  }

  @Test
  void withAnotherSecretNothingStarts() {
    assertThat(start().signer()).isNotNull();

    assertThatThrownBy(() -> new KeyRing(keys(OTHER_SECRET), clock))
        .isInstanceOf(StartRefusedException.class)
        .hasMessageContaining("SIGNALBOX_SECRET");
  }

  @Test
  void aNewKeyIsPublishedFirstAndSignsLater() {
    KeyRing ring = start();
    String old = ring.signer().key().getKeyID();
    Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
    SigningKey next =
        new SigningKey(SigningKeys.generate(), now, now.plus(Duration.ofMinutes(10)), null);
    keys(GatewayIntegrationTest.SECRET).add(next);

    ring.refresh();
    assertThat(ring.published()).contains(old).contains(next.key().getKeyID());
    assertThat(ring.signer().key().getKeyID()).isEqualTo(old);
    clock.advance(Duration.ofMinutes(11));

    assertThat(ring.signer().key().getKeyID()).isEqualTo(next.key().getKeyID());
    assertThat(ring.published()).contains(old);
  }
}
