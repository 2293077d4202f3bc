package dev.signalbox.kit.housekeeping;

import java.time.Duration;
import java.time.Instant;

/**
 * Rows of one table that expire; a service declares one as a bean. There should be an index on the
 * column.
 *
 * @param table the table
 * @param column when a row was made, or when it expires
 * @param keep how long after that moment it is kept
 * @param condition what else must be true of a row, in SQL
 */
public record Expiry(String table, String column, Duration keep, String condition) {
  /** Of every row. */
  public Expiry(String table, String column, Duration keep) {
    this(table, column, keep, "true");
  }

  /** Deletes at most so many rows; takes {@link #before} and their number. */
  public String statement() {
    return """
    DELETE FROM %1$s WHERE ctid = ANY (ARRAY(
      SELECT ctid FROM %1$s WHERE %2$s < ? AND %3$s LIMIT ? FOR UPDATE SKIP LOCKED))
    """
        .formatted(table, column, condition);
  }

  /** The moment before which rows have expired. */
  public Instant before(Instant now) {
    return now.minus(keep);
  }
}
