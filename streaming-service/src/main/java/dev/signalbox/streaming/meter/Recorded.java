package dev.signalbox.streaming.meter;

import java.time.Instant;

/** What came of an {@link Entry}. */
sealed interface Recorded {

  /**
   * The attempt is on record.
   *
   * @param admittedAt by the database's clock
   */
  record Begun(Instant admittedAt) implements Recorded {}

  /** It is not, since something that was reserved may no longer be used. */
  record Lapsed() implements Recorded {}

  /** Its end is on record, whoever recorded it. */
  record Ended() implements Recorded {}
}
