package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.audit.Finding.Kind;
import dev.signalbox.eventstore.log.Checkpoint;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Compares one segment with its neighbour, its signature and the rows it covers. */
final class SegmentCheck {

  private static final int MOST_LOOKED_UP = 10;

  private final StoredRows rows;
  private final AuditKeys keys;
  private final List<Finding> findings = new ArrayList<>();
  private int lookedUp;

  SegmentCheck(StoredRows rows, AuditKeys keys) {
    this.rows = rows;
    this.keys = keys;
  }

  List<Finding> findings() {
    return findings;
  }

  /** The record itself; whether it can be trusted. */
  boolean record(SealedSegment sealed) {
    long number = sealed.segment().number();
    if (!ChainCheck.unchanged(sealed)) {
      add(Finding.of(Kind.SEGMENT_CHANGED, number, "Its content does not have its hash"));
      return false;
    }
    if (!ChainCheck.signed(sealed, keys)) {
      add(Finding.of(Kind.BAD_SIGNATURE, number, "No key of this log signed it"));
      return false;
    }
    return true;
  }

  void link(@Nullable SealedSegment previous, SealedSegment sealed) {
    Segment segment = sealed.segment();
    Hash hash = previous == null ? Hash.NONE : previous.hash();
    Checkpoint end = previous == null ? Checkpoint.START : previous.segment().to();
    if (!segment.previousHash().equals(hash)) {
      add(Finding.of(Kind.CHAIN_BROKEN, segment.number(), "It names another one before it"));
    } else if (!segment.after().equals(end)) {
      add(
          Finding.of(
              Kind.CHAIN_BROKEN, segment.number(), "It does not begin where the last one ends"));
    } else if (previous != null
        && keys.replacedBefore(segment.keyId(), previous.segment().keyId())) {
      add(
          Finding.of(
              Kind.BAD_SIGNATURE, segment.number(), "The key that signed it had been replaced"));
    }
  }

  /**
   * Its events.
   *
   * @param after where the segment before it ends
   * @param trusted whether the record's root is the one that was signed
   * @return how many rows there are
   */
  long events(Segment segment, Checkpoint after, Leaves leaves, boolean trusted) {
    List<Leaf> list = leaves.list();
    if (!list.isEmpty() && leaves.root().equals(segment.root())) {
      return rows.between(after, list.getLast().place(), found -> compare(segment, list, found));
    }
    if (trusted) {
      add(
          Finding.of(
              Kind.LEAVES_CHANGED, segment.number(), "The list of its events has another root"));
    }
    return rows.between(after, segment.to(), found -> compareRoots(segment, found));
  }

  private long compare(Segment segment, List<Leaf> leaves, Iterator<StoredRow> found) {
    long seen = 0;
    int next = 0;
    while (found.hasNext()) {
      StoredRow row = found.next();
      seen++;
      while (next < leaves.size() && leaves.get(next).place().compareTo(row.place()) < 0) {
        removed(segment, leaves.get(next++).place());
      }
      if (next == leaves.size() || !leaves.get(next).place().equals(row.place())) {
        add(event(Kind.EVENT_INSERTED, segment, row, "It was not there when this was sealed"));
      } else if (!leaves.get(next++).hash().equals(row.leaf())) {
        add(event(Kind.EVENT_CHANGED, segment, row, "Its row is not what was sealed"));
      }
    }
    while (next < leaves.size()) {
      removed(segment, leaves.get(next++).place());
    }
    return seen;
  }

  private long compareRoots(Segment segment, Iterator<StoredRow> found) {
    List<Hash> hashes = new ArrayList<>();
    long seen = 0;
    while (found.hasNext()) {
      StoredRow row = found.next();
      seen++;
      if (hashes.size() <= segment.events()) {
        hashes.add(row.leaf());
      }
    }
    if (hashes.isEmpty() || !MerkleTree.root(hashes).equals(segment.root())) {
      add(Finding.of(Kind.EVENTS_CHANGED, segment.number(), "Its events have another root"));
    }
    return seen;
  }

  private static Finding event(Kind kind, Segment segment, StoredRow row, String detail) {
    return new Finding(kind, segment.number(), row.place(), row.eventId(), detail);
  }

  private void removed(Segment segment, Checkpoint place) {
    String eventId = lookedUp++ < MOST_LOOKED_UP ? rows.eventAt(place).orElse(null) : null;
    add(
        new Finding(
            Kind.EVENT_REMOVED, segment.number(), place, eventId, "Its row is not there any more"));
  }

  private void add(Finding finding) {
    if (findings.size() < Verification.MOST_FINDINGS) {
      findings.add(finding);
    }
  }
}
