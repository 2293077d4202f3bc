package dev.signalbox.eventstore.log;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** What was asked for is in a month of the log that is archived. */
public final class ArchivedException extends RuntimeException {

  private static final long serialVersionUID = 1;

  private final YearMonth month;
  private final @Nullable Checkpoint end;

  /**
   * @param end the place in the log behind which one can go on without it, for reads of the log
   */
  public ArchivedException(YearMonth month, @Nullable Checkpoint end) {
    super("The events of " + month + " are archived");
    this.month = month;
    this.end = end;
  }

  public YearMonth month() {
    return month;
  }

  public @Nullable Checkpoint end() {
    return end;
  }
}
