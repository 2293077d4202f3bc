package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogProperties;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import java.util.OptionalLong;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@Repository
class PostgresEventLog implements EventLog {

  private static final int ROWS_PER_FETCH = 64;

  private final JdbcClient database;
  private final TransactionTemplate reading;
  private final EventJson json = new EventJson();
  private final long maxPageBytes;

  PostgresEventLog(
      JdbcClient database, PlatformTransactionManager transactions, LogProperties properties) {
    this.database = database;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    this.maxPageBytes = properties.maxPageSize().toBytes();
  }

  @Override
  public AppendOutcome append(Append append) {
    try {
      return appendOnce(append);
    } catch (DuplicateKeyException e) {
      // Another writer recorded one of the ids on another stream meanwhile; now it can be seen.
      if (TransactionSynchronizationManager.isActualTransactionActive()) {
        throw e;
      }
      return appendOnce(append);
    }
  }

  private AppendOutcome appendOnce(Append append) {
    try {
      return AppendRow.outcome(
          database
              .sql(Statements.APPEND)
              .param("expectations", json.expectations(append))
              .param("events", json.events(append))
              .query(AppendRow::of)
              .list());
    } catch (DuplicateKeyException e) {
      throw e;
    } catch (DataIntegrityViolationException e) {
      return new AppendOutcome.Unstorable(String.valueOf(e.getMostSpecificCause().getMessage()));
    }
  }

  @Override
  public OptionalLong version(StreamName stream) {
    return database
        .sql(Statements.VERSION)
        .param("stream", stream.value())
        .query(Long.class)
        .optional()
        .map(OptionalLong::of)
        .orElseGet(OptionalLong::empty);
  }

  @Override
  public Page read(StreamName stream, long fromVersion, int limit) {
    return page(
        database
            .sql(Statements.STREAM)
            .param("stream", stream.value())
            .param("from", fromVersion)
            .param("limit", limit + 1),
        limit);
  }

  @Override
  public Page after(Checkpoint checkpoint, Selection selection, int limit) {
    JdbcClient.StatementSpec statement =
        database
            .sql(statementFor(selection))
            .param("transaction", Long.toString(checkpoint.transaction()))
            .param("position", checkpoint.position())
            .param("limit", limit + 1);
    if (selection.category() != null) {
      statement = statement.param("category", selection.category());
    }
    if (selection.type() != null) {
      statement = statement.param("type", selection.type());
    }
    return page(statement, limit);
  }

  private static String statementFor(Selection selection) {
    if (selection.category() == null) {
      return selection.type() == null ? Statements.ALL : Statements.TYPE;
    }
    return selection.type() == null ? Statements.CATEGORY : Statements.CATEGORY_AND_TYPE;
  }

  // Rows arrive in small portions only inside a transaction; a page is bounded in bytes, too.
  private Page page(JdbcClient.StatementSpec statement, int limit) {
    PageReader reader = new PageReader(json, limit, maxPageBytes);
    return reading.execute(status -> statement.withFetchSize(ROWS_PER_FETCH).query(reader::read));
  }
}
