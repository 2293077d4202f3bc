package dev.signalbox.kit.housekeeping;

import java.time.Duration;
import java.time.Instant;

/**
 * Rows of one table that expire.
 *
 * @param table the table
 * @param column when a row was made, or when it expires
 * @param keep how long after that moment it is kept
 */
record Expiry(String table, String column, Duration keep) {
  /** Deletes at most so many rows; takes the moment before which rows have expired. */
  String statement() {
    return """
    DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM %1$s WHERE %2$s < ? LIMIT ? FOR UPDATE SKIP LOCKED))
    """
        .formatted(table, column);
  }

  Instant before(Instant now) {
    return now.minus(keep);
  }
}
