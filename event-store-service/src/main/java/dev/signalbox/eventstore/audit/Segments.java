package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.log.Checkpoint;
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

  /** Adds a segment at the end and makes it the head. */
  void add(SealedSegment segment, Leaves leaves, Head head);

  /** Whether this transaction is the only one that seals; if so, it is until it ends. */
  boolean claimSealing();
}
