package dev.signalbox.kit.outbox;

import dev.signalbox.kit.event.ConsumedEvents;
import dev.signalbox.kit.event.Event;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** One row per consumer and event, written in the transaction of the work. */
final class PostgresConsumedEvents implements ConsumedEvents {
  private final JdbcClient database;
  private final TransactionOperations transactions;

  PostgresConsumedEvents(JdbcClient database, TransactionOperations transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  @Override
  public boolean once(String consumer, Event event, Runnable work) {
    return Boolean.TRUE.equals(
        transactions.execute(
            status -> {
              boolean first = mark(consumer, event);
              if (first) {
                work.run();
              }
              return first;
            }));
  }

  private boolean mark(String consumer, Event event) {
    return database
            .sql(
                "INSERT INTO kit_consumed_event (consumer, event_id) VALUES (?, ?) ON CONFLICT DO NOTHING")
            .params(consumer, event.id())
            .update()
        == 1;
  }
}
