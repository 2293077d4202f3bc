package dev.signalbox.eventstore.archive.postgres;

import dev.signalbox.eventstore.audit.StoredRow;
import java.util.List;

/** Events as lines of JSON: every column of a row as PostgreSQL writes it. */
final class Lines {

  static final String COLUMNS = String.join(", ", StoredRow.COLUMNS);

  /**
   * The events in an array of lines. JSON's null stands for itself in what cannot be SQL's null.
   */
  static final String EVENTS =
      "select "
          + COLUMNS
              .replace(" metadata", " coalesce(metadata, 'null') as metadata")
              .replace(" data", " coalesce(data, 'null') as data")
          + " from json_populate_recordset(null::events, :lines::json)";

  private Lines() {}

  static String array(List<String> lines) {
    return "[" + String.join(",", lines) + "]";
  }
}
