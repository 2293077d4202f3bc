package dev.signalbox.eventstore.audit;

import java.time.Instant;
import java.util.List;

/** Key pairs as the database keeps them. */
public interface StoredKeys {

  /** All of them, oldest first. */
  List<Stored> all();

  /** Keeps a key; called by one process at a time. */
  void add(String keyId, byte[] publicKey, byte[] sealedPrivateKey, Instant madeAt);

  /** Keeps the private half encrypted anew, unless somebody did so before; whether it did. */
  boolean reseal(String keyId, byte[] from, byte[] to);

  /** A key pair whose private half is encrypted. */
  final class Stored {

    private final byte[] publicKey;
    private final byte[] sealedPrivateKey;
    private final Instant madeAt;

    public Stored(byte[] publicKey, byte[] sealedPrivateKey, Instant madeAt) {
      this.publicKey = publicKey.clone();
      this.sealedPrivateKey = sealedPrivateKey.clone();
      this.madeAt = madeAt;
    }

    byte[] publicKey() {
      return publicKey.clone();
    }

    byte[] sealedPrivateKey() {
      return sealedPrivateKey.clone();
    }

    Instant madeAt() {
      return madeAt;
    }
  }
}
