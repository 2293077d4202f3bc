package dev.signalbox.eventstore.audit;

/**
 * A segment with what makes it hard to change.
 *
 * @param hash of its statement
 * @param signature of its statement, Ed25519 in hexadecimal
 */
public record SealedSegment(Segment segment, Hash hash, String signature) {

  static SealedSegment of(Segment segment, AuditKey key) {
    byte[] statement = segment.statementBytes();
    return new SealedSegment(segment, Hash.of(statement), key.sign(statement));
  }
}
