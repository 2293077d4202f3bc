package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.log.Checkpoint;
import java.nio.charset.StandardCharsets;
import java.time.Instant;

/**
 * What is said, and signed, of consecutive events of the log.
 *
 * @param number 1, 2, 3, ... without gaps
 * @param after the place before its first event: the end of the segment before
 * @param to the place of its last event
 * @param root of the Merkle tree over its events
 * @param previousHash the hash of the segment before; zeros before the first
 * @param keyId which key signs it
 * @param sealedAt when, to the microsecond
 */
public record Segment(
    long number,
    Checkpoint after,
    Checkpoint to,
    int events,
    Hash root,
    Hash previousHash,
    String keyId,
    Instant sealedAt) {

  /** The text that is signed; its SHA-256 is the segment's hash. */
  public String statement() {
    return String.join(
        "\n",
        "signalbox audit segment v1",
        Long.toString(number),
        after.toString(),
        to.toString(),
        Integer.toString(events),
        root.hex(),
        previousHash.hex(),
        keyId,
        sealedAt.toString());
  }

  byte[] statementBytes() {
    return statement().getBytes(StandardCharsets.UTF_8);
  }
}
