package dev.signalbox.eventstore.privacy;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * The keys that the keys of subjects are wrapped with: one derived from each secret that operators
 * give, known by a name that says nothing about it.
 */
@Component
public class MasterKeys {

  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int NAME_BYTES = 8;

  private final Map<String, SecretKey> keys = new LinkedHashMap<>();
  private final @Nullable String current;

  MasterKeys(PrivacyProperties properties) {
    this.current = properties.secret().isBlank() ? null : add(properties.secret());
    properties.previousSecrets().forEach(this::add);
  }

  private String add(String secret) {
    byte[] root = decoded(secret.strip());
    SecretKey key = Cryptography.derive(root, "signalbox personal master v1", "AES");
    SecretKey naming = Cryptography.derive(root, "signalbox personal master name v1", "HmacSHA256");
    byte[] name = Cryptography.authenticate(naming, new byte[0]);
    String text = HexFormat.of().formatHex(Arrays.copyOf(name, NAME_BYTES));
    keys.put(text, key);
    return text;
  }

  private static byte[] decoded(String secret) {
    byte[] bytes;
    try {
      bytes = Base64.getDecoder().decode(secret);
    } catch (IllegalArgumentException e) {
      bytes = new byte[0];
    }
    if (bytes.length != Cryptography.KEY_BYTES) {
      throw new IllegalStateException(
          "SIGNALBOX_SECRET must be exactly 32 bytes in base64; make one with"
              + " `openssl rand -base64 32`");
    }
    return bytes;
  }

  /**
   * The name of the one to wrap with.
   *
   * @throws PersonalDataUnavailableException if there is none
   */
  public String current() {
    if (current == null) {
      throw new PersonalDataUnavailableException(
          "The service has no SIGNALBOX_SECRET, without which it takes no personal data; set it"
              + " and append again");
    }
    return current;
  }

  /** The names of those that keys can be unwrapped with, without the current one. */
  public Set<String> previous() {
    Set<String> names = new LinkedHashSet<>(keys.keySet());
    names.remove(current());
    return names;
  }

  /** The key as it may be stored, under the current master. */
  public byte[] wrap(DataKey key) {
    byte[] nonce = new byte[Cryptography.NONCE_BYTES];
    RANDOM.nextBytes(nonce);
    String master = current();
    return Cryptography.encrypt(
        master(master).orElseThrow(),
        nonce,
        key.root(),
        context(master, key.subject(), key.number()));
  }

  /** The key that was wrapped, or nothing without the secret of that time. */
  public Optional<DataKey> unwrap(SubjectId subject, int number, String master, byte[] wrapped) {
    return master(master)
        .flatMap(key -> Cryptography.decrypt(key, wrapped, context(master, subject, number)))
        .map(root -> new DataKey(subject, number, root));
  }

  private Optional<SecretKey> master(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  private static byte[] context(String master, SubjectId subject, int number) {
    return Cryptography.joined(master, subject.value(), Integer.toString(number));
  }
}
