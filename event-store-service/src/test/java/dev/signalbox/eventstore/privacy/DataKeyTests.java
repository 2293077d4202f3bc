package dev.signalbox.eventstore.privacy;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.secret.Cryptography;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class DataKeyTests {

  private static final String ONE = "b25lIHNlY3JldCBvZiB0aGlydHktdHdvIGJ5dGVzISE=";
  private static final String OTHER = "YW5vdGhlciBzZWNyZXQgb2YgMzIgYnl0ZXMgaXMgMzI=";

  private final SubjectId subject = new SubjectId("user/42");
  private final DataKey key = DataKey.random(subject);
  private final SealedField field = new SealedField("evt_1", anyStream(), "/email");

  @Test
  void opensWhatItSealed() {
    assertThat(key.open(field, key.seal(field, "\"Grüße 🚦\""))).hasValue("\"Grüße 🚦\"");
    assertThat(key.open(field, key.seal(field, ""))).hasValue("");
  }

  @Test
  void sealsTheSameValueAtTheSamePlaceTheSameWay() {
    assertThat(key.seal(field, "1")).isEqualTo(key.seal(field, "1"));
  }

  @Test
  void neverUsesANonceForTwoValuesOrPlaces() {
    SealedField event = new SealedField("evt_2", field.stream(), field.pointer());
    SealedField pointer = new SealedField(field.eventId(), field.stream(), "/name");
    SealedField stream = new SealedField(field.eventId(), anyStream(), field.pointer());

    assertThat(
            List.of(
                nonce(key.seal(field, "1")),
                nonce(key.seal(field, "2")),
                nonce(key.seal(event, "1")),
                nonce(key.seal(pointer, "1")),
                nonce(key.seal(stream, "1")),
                nonce(DataKey.random(subject).seal(field, "1"))))
        .doesNotHaveDuplicates();
  }

  @Test
  void doesNotOpenWhatWasMovedOrChanged() {
    byte[] sealed = key.seal(field, "1");
    byte[] changed = sealed.clone();
    changed[changed.length - 1] ^= 1;

    assertThat(key.open(new SealedField("evt_2", field.stream(), "/email"), sealed)).isEmpty();
    assertThat(key.open(new SealedField("evt_1", anyStream(), "/email"), sealed)).isEmpty();
    assertThat(key.open(new SealedField("evt_1", field.stream(), "/name"), sealed)).isEmpty();
    assertThat(key.open(field, changed)).isEmpty();
    assertThat(key.open(field, new byte[3])).isEmpty();
    assertThat(DataKey.random(subject).open(field, sealed)).isEmpty();
  }

  @Test
  void isWrappedForItsSubjectAndOneSecret() {
    MasterKeys masters = masters(ONE, "");
    byte[] wrapped = masters.wrap(key);

    DataKey unwrapped = masters.unwrap(subject, 1, masters.current(), wrapped).orElseThrow();
    assertThat(unwrapped.open(field, key.seal(field, "1"))).hasValue("1");
    assertThat(masters.unwrap(new SubjectId("user/43"), 1, masters.current(), wrapped)).isEmpty();
    assertThat(masters.unwrap(subject, 2, masters.current(), wrapped)).isEmpty();
    assertThat(masters(OTHER, "").unwrap(subject, 1, masters.current(), wrapped)).isEmpty();
    assertThat(masters(OTHER, ONE).unwrap(subject, 1, masters.current(), wrapped)).isPresent();
    assertThat(masters(OTHER, ONE).current()).isNotEqualTo(masters.current());
  }

  private static MasterKeys masters(String secret, String previous) {
    return new MasterKeys(
        PrivacyPropertiesTests.bind(
            Map.of(
                "signalbox.event-store.privacy.secret", secret,
                "signalbox.event-store.privacy.previous-secrets", previous)));
  }

  private static List<Byte> nonce(byte[] sealed) {
    Byte[] nonce = new Byte[Cryptography.NONCE_BYTES];
    Arrays.setAll(nonce, index -> sealed[index]);
    return List.of(nonce);
  }
}
