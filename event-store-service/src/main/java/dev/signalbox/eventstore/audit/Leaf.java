package dev.signalbox.eventstore.audit;

import dev.signalbox.eventstore.log.Checkpoint;

/** An event of a segment: where it is in the log, and the hash of its row. */
record Leaf(Checkpoint place, Hash hash) {

  static Leaf of(StoredRow row) {
    return new Leaf(row.place(), row.leaf());
  }
}
