package dev.signalbox.eventstore.projection;

import dev.signalbox.eventstore.log.UnreadableArchiveException;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessResourceException;
import org.springframework.transaction.TransactionException;

/** Tells a handler that throws from a database that is away, and what it said. */
final class Failures {

  private static final String LOCK_NOT_AVAILABLE = "55P03";
  private static final int LONGEST = 500;

  private Failures() {}

  static boolean ofTheDatabase(@Nullable Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      boolean outage =
          switch (one) {
            case TransactionException _,
                DataAccessResourceFailureException _,
                TransientDataAccessResourceException _,
                RecoverableDataAccessException _ ->
                true;
            default -> false;
          };
      if (outage) {
        return true;
      }
    }
    return false;
  }

  /** Whether somebody held for too long what was to be locked. */
  static boolean busy(@Nullable Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      if (one instanceof SQLException sql && LOCK_NOT_AVAILABLE.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /**
   * What the status page says of it: the first line of the cause, since what follows in a
   * database's message may quote data.
   */
  static String inWords(Throwable thrown) {
    Throwable cause = thrown;
    while (cause.getCause() != null && !(cause instanceof UnreadableArchiveException)) {
      cause = cause.getCause();
    }
    String message = cause.getMessage() == null ? "" : ": " + cause.getMessage();
    String text = cause.getClass().getSimpleName() + message.replace("\u0000", "");
    String line = text.lines().findFirst().orElse("").strip();
    return line.substring(0, Math.min(LONGEST, line.length()));
  }
}
