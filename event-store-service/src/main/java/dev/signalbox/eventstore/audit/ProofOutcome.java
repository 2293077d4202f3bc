package dev.signalbox.eventstore.audit;

import java.util.List;

/** A proof, or why there is none. */
public sealed interface ProofOutcome {

  /**
   * With the row one gets the leaf, with the path its segment's root.
   *
   * @param index of the leaf, from 0
   * @param path what the leaf is combined with on its way to the root, lowest first
   */
  record Proven(SealedSegment segment, StoredRow row, int index, List<Hash> path)
      implements ProofOutcome {

    public Proven {
      path = List.copyOf(path);
    }
  }

  /** No event of this id was ever recorded. */
  record UnknownEvent() implements ProofOutcome {}

  /** Its segment is not full yet, or not old enough. */
  record NotSealed() implements ProofOutcome {}

  /** The event or its segment is not what was sealed. */
  record Tampered(long segment) implements ProofOutcome {}
}
