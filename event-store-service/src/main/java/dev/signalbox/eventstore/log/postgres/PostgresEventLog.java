package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogHead;
import dev.signalbox.eventstore.log.LogProperties;
import dev.signalbox.eventstore.log.LogViews;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import java.time.ZoneOffset;
import java.util.OptionalLong;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.UncategorizedSQLException;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

@Repository(LogViews.STORED)
class PostgresEventLog implements EventLog {

  private static final int ROWS_PER_FETCH = 64;

  private final JdbcClient database;
  private final TransactionTemplate reading;
  private final EventJson json = new EventJson();
  private final AppendStatement statement;
  private final AppendCommits commits;
  private final Heads heads;
  private final ArchivedPlaces archived;
  private final LogPages pages;
  private final long maxPageBytes;

  PostgresEventLog(
      JdbcClient database,
      JdbcOperations jdbc,
      PlatformTransactionManager transactions,
      LogProperties properties) {
    this.database = database;
    this.reading = new TransactionTemplate(transactions);
    this.reading.setReadOnly(true);
    this.statement = new AppendStatement(jdbc);
    this.commits = new AppendCommits(statement, properties.groupCommit());
    this.heads = new Heads(database);
    this.archived = new ArchivedPlaces(database);
    this.pages = new LogPages(database, properties);
    this.maxPageBytes = properties.maxPageSize().toBytes();
  }

  @Override
  public AppendOutcome append(Append append) {
    WrittenAppend written = new WrittenAppend(append, json);
    if (TransactionSynchronizationManager.isActualTransactionActive()) {
      return statement.one(written);
    }
    try {
      return appendOnce(written);
    } catch (DuplicateKeyException e) {
      // Another writer recorded one of the ids on another stream meanwhile; now it can be seen.
      return appendOnce(written);
    } catch (UncategorizedSQLException e) {
      throw ArchivedPlaces.refusal(e).map(RuntimeException.class::cast).orElse(e);
    }
  }

  // What a condition looks for may be in an append of the same commit.
  private AppendOutcome appendOnce(WrittenAppend written) {
    return written.condition() == null ? commits.append(written) : statement.one(written);
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
  public Page read(StreamName stream, StreamRange range, int limit) {
    JdbcClient.StatementSpec asked =
        database
            .sql(statementFor(range))
            .param("stream", stream.value())
            .param("from", range.fromVersion())
            .param("limit", limit + 1);
    JdbcClient.StatementSpec wanted =
        range.asOf() == null ? asked : asked.param("as_of", range.asOf().atOffset(ZoneOffset.UTC));
    PageReader reader = new PageReader(json, limit, maxPageBytes);
    return reading.execute(
        status -> {
          Page page = wanted.withFetchSize(ROWS_PER_FETCH).query(reader::readStream);
          return reader.complete() ? page : archived.cut(stream, range, page);
        });
  }

  private static String statementFor(StreamRange range) {
    return switch (range.direction()) {
      case FORWARDS -> range.asOf() == null ? Statements.STREAM : Statements.STREAM_AS_OF;
      case BACKWARDS ->
          range.asOf() == null ? Statements.STREAM_BACKWARDS : Statements.STREAM_BACKWARDS_AS_OF;
    };
  }

  @Override
  public Page after(Checkpoint checkpoint, Selection selection, int limit) {
    return reading.execute(
        status -> {
          ArchivedPlaces.Horizon horizon = archived.horizon(checkpoint);
          return horizon.cut(
              pages.read(
                  LogPages.statementFor(selection), checkpoint, horizon.bound(), selection, limit));
        });
  }

  @Override
  public LogHead head() {
    return heads.read();
  }
}
