package dev.signalbox.eventstore.audit;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.time.Instant;
import java.util.HexFormat;

/** An Ed25519 key pair (RFC 8032) that signs segments; its id comes from its public half. */
public final class AuditKey {

  public static final String ALGORITHM = "Ed25519";
  private static final int ID_LENGTH = 16;

  private final KeyPair pair;
  private final Instant madeAt;

  private AuditKey(KeyPair pair, Instant madeAt) {
    this.pair = pair;
    this.madeAt = madeAt;
  }

  static AuditKey make(Instant now) {
    try {
      return new AuditKey(KeyPairGenerator.getInstance(ALGORITHM).generateKeyPair(), now);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key of these two encoded halves (X.509 and PKCS #8). */
  static AuditKey of(byte[] publicKey, byte[] privateKey, Instant madeAt) {
    try {
      KeyFactory keys = KeyFactory.getInstance(ALGORITHM);
      PublicKey open = keys.generatePublic(new X509EncodedKeySpec(publicKey));
      PrivateKey secret = keys.generatePrivate(new PKCS8EncodedKeySpec(privateKey));
      return new AuditKey(new KeyPair(open, secret), madeAt);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String id() {
    return Hash.of(publicKey()).hex().substring(0, ID_LENGTH);
  }

  public Instant madeAt() {
    return madeAt;
  }

  /** The public half as X.509 SubjectPublicKeyInfo. */
  public byte[] publicKey() {
    return pair.getPublic().getEncoded();
  }

  byte[] privateKey() {
    return pair.getPrivate().getEncoded();
  }

  String sign(byte[] content) {
    try {
      Signature signature = Signature.getInstance(ALGORITHM);
      signature.initSign(pair.getPrivate());
      signature.update(content);
      return HexFormat.of().formatHex(signature.sign());
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  boolean signed(byte[] content, String signature) {
    try {
      Signature check = Signature.getInstance(ALGORITHM);
      check.initVerify(pair.getPublic());
      check.update(content);
      return check.verify(HexFormat.of().parseHex(signature));
    } catch (GeneralSecurityException | IllegalArgumentException e) {
      return false;
    }
  }
}
