package dev.signalbox.eventstore.privacy;

import dev.signalbox.kit.secret.Cryptography;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import javax.crypto.SecretKey;

/**
 * The key of one subject. Sealing the same value at the same place gives the same result, so that a
 * repeated append is known for one: the nonce is derived from both under a key of its own.
 */
public final class DataKey {

  private final SubjectId subject;
  private final int number;
  private final byte[] root;
  private final SecretKey values;
  private final SecretKey nonces;

  DataKey(SubjectId subject, int number, byte[] root) {
    this.subject = subject;
    this.number = number;
    this.root = root.clone();
    this.values = Cryptography.derive(root, "signalbox personal value v1", "AES");
    this.nonces = Cryptography.derive(root, "signalbox personal nonce v1", "HmacSHA256");
  }

  /** A new one. */
  public static DataKey random(SubjectId subject) {
    return new DataKey(subject, 1, Cryptography.randomKey());
  }

  public SubjectId subject() {
    return subject;
  }

  /** Which of the subject's keys it is, from 1. */
  public int number() {
    return number;
  }

  byte[] root() {
    return root.clone();
  }

  byte[] seal(SealedField field, String value) {
    byte[] said =
        Cryptography.joined(field.eventId(), field.stream().value(), field.pointer(), value);
    byte[] nonce = Arrays.copyOf(Cryptography.authenticate(nonces, said), Cryptography.NONCE_BYTES);
    return Cryptography.encrypt(
        values, nonce, value.getBytes(StandardCharsets.UTF_8), context(field));
  }

  Optional<String> open(SealedField field, byte[] sealed) {
    return Cryptography.decrypt(values, sealed, context(field))
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8));
  }

  private byte[] context(SealedField field) {
    return Cryptography.joined(
        subject.value(),
        Integer.toString(number),
        field.eventId(),
        field.stream().value(),
        field.pointer());
  }

  @Override
  public String toString() {
    return "DataKey[hidden]";
  }
}
