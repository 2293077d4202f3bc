package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.log.Checkpoint;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The chain of segments. */
public interface Segments {

  Optional<Head> head();

  Optional<SealedSegment> last();

  Optional<SealedSegment> find(long number);

  /** The first segment that ends at or after a place. */
  Optional<SealedSegment> reaching(Checkpoint place);

  /** Segments from a number on. */
  List<SealedSegment> from(long number, int limit);

  Leaves leaves(long number);

  /** The first and the last one that a key signed; nothing if it signed none. */
  Optional<Signed> signedBy(String keyId);

  /** Numbers of segments. */
  record Signed(long first, long last) {}

  /** What of the log is in no segment. */
  Unsealed unsealed();

  /**
   * Events in no segment.
   *
   * @param events how many, counted up to {@value #MOST_COUNTED}
   * @param age of the oldest of them; zero if there is none
   */
  record Unsealed(int events, Duration age) {
    public static final int MOST_COUNTED = 10_000;
  }

  /** Adds a segment at the end and makes it the head. */
  void add(SealedSegment segment, Leaves leaves, Head head);

  /** Whether this transaction is the only one that seals; if so, it is until it ends. */
  boolean claimSealing();

  /** The same, once nobody else does. */
  void awaitSealing();
}
