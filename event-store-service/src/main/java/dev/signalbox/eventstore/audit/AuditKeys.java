package dev.signalbox.eventstore.audit;

import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * The keys that sign segments. A key counts only if its private half opens under this deployment's
 * secret: somebody who writes to the database cannot bring their own.
 */
public final class AuditKeys {

  private final StoredKeys stored;
  private final KeySeal seal;
  private final List<KeySeal> previous;

  /**
   * @param previous of secrets that keys may still be sealed with
   */
  AuditKeys(StoredKeys stored, KeySeal seal, List<KeySeal> previous) {
    this.stored = stored;
    this.seal = seal;
    this.previous = List.copyOf(previous);
  }

  /** Every key that counts, oldest first. */
  public List<AuditKey> all() {
    return stored.all().stream().flatMap(this::open).toList();
  }

  /** The key that signs now, made by {@code make} if the database has none at all. */
  AuditKey current(Supplier<AuditKey> make) {
    return newest()
        .orElseGet(
            () -> {
              AuditKey made = make.get();
              add(made);
              return made;
            });
  }

  /**
   * The key that signs now; nothing if the database has none at all.
   *
   * @throws SealingRefusedException if it does not open
   */
  Optional<AuditKey> newest() {
    List<StoredKeys.Stored> present = stored.all();
    if (present.isEmpty()) {
      return Optional.empty();
    }
    Optional<AuditKey> newest = open(present.getLast()).findFirst();
    if (newest.isEmpty()) {
      throw new SealingRefusedException(
          "the key in the database was not sealed with this SIGNALBOX_SECRET");
    }
    return newest;
  }

  void add(AuditKey made) {
    stored.add(
        made.id(), made.publicKey(), seal.seal(made.privateKey(), made.publicKey()), made.madeAt());
  }

  /** Seals with the present secret what still is with a previous one; how many. */
  int rewrap() {
    int rewrapped = 0;
    for (StoredKeys.Stored key : stored.all()) {
      if (seal.open(key.sealedPrivateKey(), key.publicKey()).isEmpty()) {
        for (AuditKey opened : open(key).toList()) {
          byte[] anew = seal.seal(opened.privateKey(), opened.publicKey());
          rewrapped += stored.reseal(opened.id(), key.sealedPrivateKey(), anew) ? 1 : 0;
        }
      }
    }
    return rewrapped;
  }

  /** How many keys do not open with the present secret. */
  int outdated() {
    return (int)
        stored.all().stream()
            .filter(key -> seal.open(key.sealedPrivateKey(), key.publicKey()).isEmpty())
            .count();
  }

  /** Whether a key had been replaced when another one began to sign. */
  boolean replacedBefore(String keyId, String other) {
    List<String> ids = all().stream().map(AuditKey::id).toList();
    return ids.indexOf(keyId) < ids.indexOf(other);
  }

  Optional<AuditKey> find(String keyId) {
    return all().stream().filter(key -> key.id().equals(keyId)).findFirst();
  }

  private Stream<AuditKey> open(StoredKeys.Stored key) {
    return Stream.concat(Stream.of(seal), previous.stream())
        .flatMap(one -> one.open(key.sealedPrivateKey(), key.publicKey()).stream())
        .limit(1)
        .map(secret -> AuditKey.of(key.publicKey(), secret, key.madeAt()));
  }
}
