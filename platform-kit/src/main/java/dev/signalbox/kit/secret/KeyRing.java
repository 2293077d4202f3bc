package dev.signalbox.kit.secret;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import javax.crypto.SecretKey;
import org.jspecify.annotations.Nullable;

/**
 * The keys that other keys are wrapped with, for one purpose: one derived from each secret that
 * operators give, known by a name that says nothing about it.
 */
public final class KeyRing {

  private static final int NAME_BYTES = 8;

  private final String purpose;
  private final Map<String, SecretKey> keys = new LinkedHashMap<>();
  private final @Nullable String current;

  /**
   * A key as it may be stored.
   *
   * @param master the name of the one that it is wrapped with
   */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  public record Wrapped(String master, byte[] key) {}

  /**
   * Reads the secrets: 32 bytes in base64 each.
   *
   * @param purpose names the use, so that no two uses share a key
   * @param secret the one to wrap with; blank: none
   * @param previous those that keys may still be wrapped with
   * @throws IllegalStateException if one is none
   */
  public KeyRing(String purpose, String secret, List<String> previous) {
    this.purpose = purpose;
    this.current = secret.isBlank() ? null : add(secret);
    previous.forEach(this::add);
  }

  /** The name of the one to wrap with, if there is one. */
  public Optional<String> current() {
    return Optional.ofNullable(current);
  }

  /** The names of those that keys can be unwrapped with, without the current one. */
  public Set<String> previous() {
    Set<String> names = new LinkedHashSet<>(keys.keySet());
    names.remove(current);
    return names;
  }

  /**
   * The key as it may be stored.
   *
   * @param context what it is the key of; it opens as nothing else
   * @throws IllegalStateException if there is none to wrap with
   */
  public Wrapped wrap(byte[] key, String... context) {
    String master = current().orElseThrow(() -> new IllegalStateException("no key to wrap with"));
    return new Wrapped(
        master,
        Cryptography.encrypt(
            master(master).orElseThrow(),
            Cryptography.randomNonce(),
            key,
            context(master, context)));
  }

  /** The key that was wrapped, or nothing without the secret of that time. */
  public Optional<byte[]> unwrap(Wrapped wrapped, String... context) {
    return master(wrapped.master())
        .flatMap(
            key -> Cryptography.decrypt(key, wrapped.key(), context(wrapped.master(), context)));
  }

  private String add(String secret) {
    byte[] root = decoded(secret.strip());
    SecretKey key = Cryptography.derive(root, purpose + " v1", "AES");
    SecretKey naming = Cryptography.derive(root, purpose + " name v1", "HmacSHA256");
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

  private Optional<SecretKey> master(String name) {
    return Optional.ofNullable(keys.get(name));
  }

  private static byte[] context(String master, String... context) {
    String[] all = new String[context.length + 1];
    all[0] = master;
    System.arraycopy(context, 0, all, 1, context.length);
    return Cryptography.joined(all);
  }

  @Override
  public String toString() {
    return "KeyRing[hidden]";
  }
}
