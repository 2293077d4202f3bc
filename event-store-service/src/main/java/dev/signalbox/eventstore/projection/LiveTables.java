package dev.signalbox.eventstore.projection;

import java.sql.SQLException;
import java.util.function.Supplier;
import org.springframework.jdbc.BadSqlGrammarException;

/** Reads what is live of a projection. */
public final class LiveTables {

  private static final String UNDEFINED_TABLE = "42P01";

  private LiveTables() {}

  /**
   * The result of a query on the projection's views.
   *
   * @throws ProjectionNotBuiltException if there are none yet
   */
  public static <T> T read(String projection, Supplier<T> query) {
    try {
      return query.get();
    } catch (BadSqlGrammarException e) {
      SQLException cause = e.getSQLException();
      if (cause != null && UNDEFINED_TABLE.equals(cause.getSQLState())) {
        throw new ProjectionNotBuiltException(projection, e);
      }
      throw e;
    }
  }
}
