package dev.signalbox.kit.idempotency;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;

class IdempotencyKeyTests {
  private static final byte[] BODY = "{\"name\":\"Ada\"}".getBytes(UTF_8);

  @Test
  void namesAndHashesDependOnTheKey() {
    IdempotencyKey key = new IdempotencyKey("one");

    assertThat(key.name()).isEqualTo(new IdempotencyKey("one").name());
    assertThat(key.hash(BODY)).isEqualTo(new IdempotencyKey("one").hash(BODY));
    assertThat(new IdempotencyKey("two").name()).isNotEqualTo(key.name());
    assertThat(new IdempotencyKey("two").hash(BODY)).isNotEqualTo(key.hash(BODY));
    assertThat(key.toString()).doesNotContain("one");
  }

  @Test
  void theNameDoesNotTellWhatBodiesAreHashedWith() throws NoSuchAlgorithmException {
    // HMAC itself hashes a key that is longer than a block.
    String longer = "k".repeat(100);
    byte[] asHmacTakesIt = MessageDigest.getInstance("SHA-256").digest(longer.getBytes(UTF_8));

    assertThat(new IdempotencyKey(longer).name())
        .isNotEqualTo(HexFormat.of().formatHex(asHmacTakesIt));
    assertThat(new IdempotencyKey("one").hash(new byte[0]))
        .isNotEqualTo(HexFormat.of().parseHex(new IdempotencyKey("one").name()));
  }
}
