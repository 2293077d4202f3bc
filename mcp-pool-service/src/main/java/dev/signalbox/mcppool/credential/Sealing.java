package dev.signalbox.mcppool.credential;

import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.secret.Cryptography;
import dev.signalbox.kit.secret.KeyRing;
import dev.signalbox.mcppool.problem.McpProblem;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import javax.crypto.SecretKey;

/** Seals texts and opens them. */
public final class Sealing {
  private static final String PURPOSE = "signalbox mcp credential";

  private final KeyRing ring;

  /**
   * Reads the secrets: 32 bytes in base64 each.
   *
   * @param secret the one to seal with; blank: nothing is sealed
   * @param previous those that texts may still be sealed with
   */
  public Sealing(String secret, List<String> previous) {
    this.ring = new KeyRing(PURPOSE, secret, previous);
  }

  /** Of a deployment without a secret. */
  public static Sealing off() {
    return new Sealing("", List.of());
  }

  public boolean isOn() {
    return ring.current().isPresent();
  }

  /**
   * Seals it.
   *
   * @throws ProblemException if this deployment has no secret
   */
  public SealedText seal(String place, String text) {
    if (!isOn()) {
      throw new ProblemException(
          McpProblem.CREDENTIALS_DISABLED,
          "The service has no SIGNALBOX_SECRET, without which it stores no credentials; set it,"
              + " or refer to one of signalbox.mcp.secrets with {\"secret\": name}");
    }
    byte[] key = Cryptography.randomKey();
    byte[] content =
        Cryptography.encrypt(
            contentKey(key),
            Cryptography.randomNonce(),
            text.getBytes(StandardCharsets.UTF_8),
            Cryptography.joined(place));
    return new SealedText(place, ring.wrap(key, place), content);
  }

  /** What was sealed; empty if it was elsewhere, or with a secret that is not known here. */
  public Optional<String> open(SealedText sealed) {
    return ring.unwrap(sealed.key(), sealed.place())
        .flatMap(
            key ->
                Cryptography.decrypt(
                    contentKey(key), sealed.content(), Cryptography.joined(sealed.place())))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  /** Whether it is sealed with another secret than the present one. */
  public boolean isOutdated(SealedText sealed) {
    return !ring.current().equals(Optional.of(sealed.key().master()));
  }

  /** The same under the present secret; empty if that of its time is not known here. */
  public Optional<SealedText> rewrap(SealedText sealed) {
    return ring.unwrap(sealed.key(), sealed.place())
        .map(
            key ->
                new SealedText(sealed.place(), ring.wrap(key, sealed.place()), sealed.content()));
  }

  private static SecretKey contentKey(byte[] key) {
    return Cryptography.derive(key, "signalbox mcp credential content v1", "AES");
  }
}
