package dev.signalbox.eventstore.privacy;

import dev.signalbox.kit.secret.KeyRing;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** The keys that the keys of subjects are wrapped with. */
@Component
public class MasterKeys {

  private final KeyRing ring;

  MasterKeys(PrivacyProperties properties) {
    this.ring =
        new KeyRing("signalbox personal master", properties.secret(), properties.previousSecrets());
  }

  /**
   * The name of the one to wrap with.
   *
   * @throws PersonalDataUnavailableException if there is none
   */
  public String current() {
    return ring.current()
        .orElseThrow(
            () ->
                new PersonalDataUnavailableException(
                    "The service has no SIGNALBOX_SECRET, without which it takes no personal data;"
                        + " set it and append again"));
  }

  /** The names of those that keys can be unwrapped with, without the current one. */
  public Set<String> previous() {
    String unused = current();
    return ring.previous();
  }

  /** The key as it may be stored, under the current master. */
  public byte[] wrap(DataKey key) {
    String unused = current();
    return ring.wrap(key.root(), key.subject().value(), Integer.toString(key.number())).key();
  }

  /** The key that was wrapped, or nothing without the secret of that time. */
  public Optional<DataKey> unwrap(SubjectId subject, int number, String master, byte[] wrapped) {
    return ring.unwrap(
            new KeyRing.Wrapped(master, wrapped), subject.value(), Integer.toString(number))
        .map(root -> new DataKey(subject, number, root));
  }
}
