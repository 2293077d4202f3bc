package dev.signalbox.eventstore.audit;

/** Whether segments are as they were sealed. */
final class ChainCheck {

  private ChainCheck() {}

  static boolean unchanged(SealedSegment sealed) {
    return Hash.of(sealed.segment().statementBytes()).equals(sealed.hash());
  }

  static boolean signed(SealedSegment sealed, AuditKeys keys) {
    return keys.find(sealed.segment().keyId())
        .filter(key -> key.signed(sealed.segment().statementBytes(), sealed.signature()))
        .isPresent();
  }

  static boolean signed(Head head, AuditKeys keys) {
    return keys.find(head.keyId())
        .filter(key -> key.signed(head.statement(), head.signature()))
        .isPresent();
  }

  /** Whether the segment is the one that the head says is the last, and both are signed. */
  static boolean ends(Head head, SealedSegment last, AuditKeys keys) {
    return head.number() == last.segment().number()
        && head.hash().equals(last.hash())
        && unchanged(last)
        && signed(head, keys)
        && signed(last, keys);
  }
}
