package dev.signalbox.eventstore.log;

import java.time.YearMonth;
import org.jspecify.annotations.Nullable;

/** An archive of the log cannot be read now, or is not what was written. */
public final class UnreadableArchiveException extends RuntimeException {

  private static final long serialVersionUID = 1;

  public UnreadableArchiveException(YearMonth month, String reason, @Nullable Throwable cause) {
    super("The archive of " + month + " cannot be read: " + reason, cause);
  }
}
