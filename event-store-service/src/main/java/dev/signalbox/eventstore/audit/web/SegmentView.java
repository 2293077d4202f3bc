package dev.signalbox.eventstore.audit.web;

import dev.signalbox.eventstore.audit.SealedSegment;
import dev.signalbox.eventstore.audit.Segment;
import java.time.Instant;

/**
 * A segment as the API shows it.
 *
 * @param from the checkpoint after which it begins
 * @param to the checkpoint of its last event
 * @param statement the text that is signed, and whose SHA-256 is the hash
 */
record SegmentView(
    long number,
    String from,
    String to,
    int events,
    String root,
    String previousHash,
    String hash,
    String keyId,
    String signature,
    Instant sealedAt,
    String statement) {

  static SegmentView of(SealedSegment sealed) {
    Segment segment = sealed.segment();
    return new SegmentView(
        segment.number(),
        segment.after().toString(),
        segment.to().toString(),
        segment.events(),
        segment.root().hex(),
        segment.previousHash().hex(),
        sealed.hash().hex(),
        segment.keyId(),
        sealed.signature(),
        segment.sealedAt(),
        segment.statement());
  }
}
