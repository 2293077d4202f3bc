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

  AuditKeys(StoredKeys stored, KeySeal seal) {
    this.stored = stored;
    this.seal = seal;
  }

  /** Every key that counts, oldest first. */
  public List<AuditKey> all() {
    return stored.all().stream().flatMap(this::open).toList();
  }

  /** The key that signs now, made by {@code make} if the database has none at all. */
  AuditKey current(Supplier<AuditKey> make) {
    List<StoredKeys.Stored> present = stored.all();
    if (present.isEmpty()) {
      AuditKey made = make.get();
      stored.add(
          made.id(),
          made.publicKey(),
          seal.seal(made.privateKey(), made.publicKey()),
          made.madeAt());
      return made;
    }
    return open(present.getLast())
        .findFirst()
        .orElseThrow(
            () ->
                new SealingRefusedException(
                    "the key in the database was not sealed with this SIGNALBOX_SECRET"));
  }

  Optional<AuditKey> find(String keyId) {
    return all().stream().filter(key -> key.id().equals(keyId)).findFirst();
  }

  private Stream<AuditKey> open(StoredKeys.Stored key) {
    return seal
        .open(key.sealedPrivateKey(), key.publicKey())
        .map(secret -> AuditKey.of(key.publicKey(), secret, key.madeAt()))
        .stream();
  }
}
