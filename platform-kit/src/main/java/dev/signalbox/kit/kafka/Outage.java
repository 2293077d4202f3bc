package dev.signalbox.kit.kafka;

import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;

/**
 * Tells a record that cannot be processed from a database that is away. A record that meets an
 * outage is tried until it is over: parking it would lose it for its consumer.
 */
public final class Outage {
  private Outage() {}

  /** Whether the failure, or what caused it, is that the database is away. */
  public static boolean causes(@Nullable Throwable failure) {
    for (Throwable one = failure; one != null; one = one.getCause()) {
      boolean outage =
          switch (one) {
            case CannotCreateTransactionException _,
                DataAccessResourceFailureException _,
                TransientDataAccessException _,
                RecoverableDataAccessException _ ->
                true;
            case SQLException sql -> says(sql.getSQLState());
            default -> false;
          };
      if (outage) {
        return true;
      }
    }
    return false;
  }

  // SQLSTATE classes (PostgreSQL, appendix A): connection, serialisation, resources, intervention.
  // What the server refuses has a state; without one, the pool speaks of a connection it lost.
  private static boolean says(@Nullable String state) {
    return state == null
        || state.startsWith("08")
        || state.startsWith("40")
        || state.startsWith("53")
        || state.startsWith("57P");
  }
}
