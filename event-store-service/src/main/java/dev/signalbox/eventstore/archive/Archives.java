package dev.signalbox.eventstore.archive;

import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What is known of archived months. */
public interface Archives {

  /** At most so many months after one, in their order. */
  List<Archive> after(YearMonth month, int limit);

  Optional<Archive> find(YearMonth month);

  /** Months the work on which is under way, or would be if somebody did it. */
  List<YearMonth> underWay();

  /** How many months are in which state. */
  Counts counts();

  /**
   * Numbers of months.
   *
   * @param failing those the work on which does not go on
   */
  record Counts(Map<Archive.State, Integer> months, int failing) {
    public Counts {
      months = Map.copyOf(months);
    }
  }

  /** Whether the month is in the log as a partition of its own. */
  boolean inLog(YearMonth month);

  /** Months in the log that ended before then and were not put back after then. */
  List<YearMonth> due(Instant endedBefore, Instant restoredBefore);

  /** Moves to {@code PREPARING}, from nothing or {@code ATTACHED}; otherwise nothing happens. */
  void wantArchived(YearMonth month);

  /** Moves to {@code LOADING}, from {@code ARCHIVED}; otherwise nothing happens. */
  void wantRestored(YearMonth month);

  /** The right to work on the month for so long, if nobody else has it. */
  Optional<Lease> claim(YearMonth month, Duration lease);

  /** The right to work on a month; every step ends with proof that it was not lost. */
  interface Lease {

    YearMonth month();

    /** Tells others from whom this is, also in file names. */
    long token();

    /** Goes on having it, or throws {@link LeaseLostException}. */
    void renew();

    /** Gives it back. */
    void release();
  }

  /** Somebody else works on the month now. */
  final class LeaseLostException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public LeaseLostException(YearMonth month) {
      super("Somebody else works on " + month);
    }
  }
}
