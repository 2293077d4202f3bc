package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.log.Checkpoint;
import java.util.List;
import java.util.Optional;

/** Makes proofs that an event is in a segment. */
public final class ProvingEvents {

  private final Segments segments;
  private final StoredRows rows;

  ProvingEvents(Segments segments, StoredRows rows) {
    this.segments = segments;
    this.rows = rows;
  }

  /** A proof for the event of this id, or why there is none. */
  public ProofOutcome prove(String eventId) {
    Optional<Checkpoint> place = rows.placeOf(eventId);
    if (place.isEmpty()) {
      return new ProofOutcome.UnknownEvent();
    }
    Optional<SealedSegment> segment = segments.reaching(place.get());
    if (segment.isEmpty()) {
      return new ProofOutcome.NotSealed();
    }
    return prove(place.get(), segment.get());
  }

  private ProofOutcome prove(Checkpoint place, SealedSegment sealed) {
    Leaves leaves = segments.leaves(sealed.segment().number());
    List<Checkpoint> places = leaves.list().stream().map(Leaf::place).toList();
    int index = places.indexOf(place);
    Checkpoint before = new Checkpoint(place.transaction(), Math.max(0, place.position() - 1));
    Optional<StoredRow> row =
        rows.between(
            before,
            place,
            found -> found.hasNext() ? Optional.of(found.next()) : Optional.<StoredRow>empty());
    if (index < 0
        || row.isEmpty()
        || !row.get().leaf().equals(leaves.list().get(index).hash())
        || !leaves.root().equals(sealed.segment().root())) {
      return new ProofOutcome.Tampered(sealed.segment().number());
    }
    return new ProofOutcome.Proven(
        sealed, row.get(), index, MerkleTree.path(index, leaves.hashes()));
  }
}
