package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.LogProperties;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.Selection;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads events that the database has, in the order of the log. */
final class LogPages {

  private static final int ROWS_PER_FETCH = 64;

  private final JdbcClient database;
  private final EventJson json = new EventJson();
  private final long maxPageBytes;

  LogPages(JdbcClient database, LogProperties properties) {
    this.database = database;
    this.maxPageBytes = properties.maxPageSize().toBytes();
  }

  /** The first of them after a place; rows arrive in small portions only inside a transaction. */
  Page read(String statement, Checkpoint checkpoint, String bound, Selection selection, int limit) {
    return asked(statement, checkpoint, bound, selection, limit + 1)
        .withFetchSize(ROWS_PER_FETCH)
        .query(new PageReader(json, limit, maxPageBytes)::read);
  }

  private JdbcClient.StatementSpec asked(
      String statement, Checkpoint checkpoint, String bound, Selection selection, int limit) {
    JdbcClient.StatementSpec asked =
        database
            .sql(statement)
            .param("transaction", Long.toString(checkpoint.transaction()))
            .param("position", checkpoint.position())
            .param("bound", bound)
            .param("limit", limit);
    if (selection.tag() != null) {
      return asked
          .param("tag", selection.tag())
          .param("type", selection.type())
          .param("category", selection.category());
    }
    asked = selection.category() == null ? asked : asked.param("category", selection.category());
    return selection.type() == null ? asked : asked.param("type", selection.type());
  }

  /** The statement for a selection. */
  static String statementFor(Selection selection) {
    if (selection.tag() != null) {
      return Statements.TAG;
    }
    if (selection.category() == null) {
      return selection.type() == null ? Statements.ALL : Statements.TYPE;
    }
    return selection.type() == null ? Statements.CATEGORY : Statements.CATEGORY_AND_TYPE;
  }
}
