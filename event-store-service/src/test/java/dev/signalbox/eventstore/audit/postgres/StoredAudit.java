package dev.signalbox.eventstore.audit.postgres;

import dev.signalbox.eventstore.audit.ArchivedRows;
import dev.signalbox.eventstore.audit.Segments;
import dev.signalbox.eventstore.audit.StoredKeys;
import dev.signalbox.eventstore.audit.StoredRows;
import dev.signalbox.eventstore.log.testing.LogSchema;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** What an audit reads and writes in a schema of a test. */
public record StoredAudit(
    Segments segments, StoredRows rows, StoredKeys keys, JdbcTransactionManager transactions) {

  public static StoredAudit in(LogSchema schema, ArchivedRows archived) {
    JdbcTransactionManager transactions = new JdbcTransactionManager(schema.dataSource());
    return new StoredAudit(
        new PostgresSegments(schema.database()),
        new PostgresStoredRows(schema.database(), archived, transactions),
        new PostgresStoredKeys(schema.database()),
        transactions);
  }
}
