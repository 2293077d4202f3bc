package dev.signalbox.eventstore.archive;

import java.time.Instant;
import java.time.YearMonth;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A month of the log that is archived, or was.
 *
 * @param file its name in the store
 * @param checksum SHA-256 of the file in hexadecimal
 * @param failure why the work on it does not go on
 */
public record Archive(
    YearMonth month,
    State state,
    @Nullable String file,
    @Nullable String checksum,
    @Nullable Long events,
    @Nullable String failure,
    @Nullable Instant archivedAt,
    @Nullable Instant restoredAt) {

  /** What was done last. */
  public enum State {
    /** It is to be archived, and still in the log. */
    PREPARING,
    /** Out of the log, in a table of its own, until its file is written and read back. */
    DETACHED,
    /** In its file only. */
    ARCHIVED,
    /** It is to be put back. */
    LOADING,
    /** In the log again. */
    ATTACHED;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    boolean underWay() {
      return switch (this) {
        case PREPARING, DETACHED, LOADING -> true;
        case ARCHIVED, ATTACHED -> false;
      };
    }
  }
}
