package dev.signalbox.eventstore.audit;

import java.nio.charset.StandardCharsets;

/** Which segment is the last one, signed. */
public record Head(long number, Hash hash, String keyId, String signature) {

  static Head of(SealedSegment last, AuditKey key) {
    long number = last.segment().number();
    return new Head(number, last.hash(), key.id(), key.sign(statement(number, last.hash())));
  }

  byte[] statement() {
    return statement(number, hash);
  }

  private static byte[] statement(long number, Hash hash) {
    return "signalbox audit head v1\n%d\n%s"
        .formatted(number, hash.hex())
        .getBytes(StandardCharsets.UTF_8);
  }
}
