package dev.signalbox.eventstore.audit.web;

import dev.signalbox.eventstore.audit.Hash;
import dev.signalbox.eventstore.audit.ProofOutcome;
import dev.signalbox.eventstore.audit.StoredRow;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A proof that an event is in a segment.
 *
 * @param columns the event's row as stored; its leaf is made of their values in this order
 * @param leafIndex which leaf of the segment it is, from 0
 */
record ProofView(
    String eventId,
    List<Column> columns,
    String leafHash,
    int leafIndex,
    List<String> path,
    SegmentView segment) {

  /** A column in PostgreSQL's text form. */
  record Column(String name, @Nullable String value) {}

  static ProofView of(ProofOutcome.Proven proven) {
    List<Column> columns = new ArrayList<>();
    for (int index = 0; index < StoredRow.COLUMNS.size(); index++) {
      columns.add(new Column(StoredRow.COLUMNS.get(index), proven.row().columns().get(index)));
    }
    return new ProofView(
        proven.row().eventId(),
        columns,
        proven.row().leaf().hex(),
        proven.index(),
        proven.path().stream().map(Hash::hex).toList(),
        SegmentView.of(proven.segment()));
  }
}
