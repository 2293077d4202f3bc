package dev.signalbox.eventstore.archive.postgres;

import dev.signalbox.eventstore.archive.Archives;
import dev.signalbox.eventstore.archive.Months;
import dev.signalbox.eventstore.archive.ParsingLines;
import dev.signalbox.eventstore.log.testing.LogSchema;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What archiving reads and writes in a schema of a test. */
public record StoredMonths(Archives archives, Months months, ParsingLines lines) {

  public static StoredMonths in(LogSchema schema) {
    JdbcTransactionManager transactions = new JdbcTransactionManager(schema.dataSource());
    return new StoredMonths(
        new PostgresArchives(schema.database(), transactions),
        new PostgresMonths(schema.database(), transactions),
        new ParsedLines(schema.database()));
  }
}
