package dev.signalbox.kit.outbox;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.Outbox;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes events beside the data they speak of, and wakes the publisher after the commit. */
final class PostgresOutbox implements Outbox {
  private final JdbcClient database;
  private final EventFormat format;
  private final OutboxProperties properties;
  private final Runnable afterCommit;

  PostgresOutbox(
      JdbcClient database, EventFormat format, OutboxProperties properties, Runnable afterCommit) {
    this.database = database;
    this.format = format;
    this.properties = properties;
    this.afterCommit = afterCommit;
  }

  @Override
  public void publish(String topic, String key, Event event) {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "An event is published inside the transaction that makes it true; there is none");
    }
    byte[] payload = format.write(event);
    if (payload.length > properties.maxEventBytes()) {
      throw new IllegalArgumentException(
          "Event %s has %d bytes, more than signalbox.outbox.max-event-bytes = %d"
              .formatted(event.type(), payload.length, properties.maxEventBytes()));
    }
    database
        .sql(
            "INSERT INTO kit_outbox (topic, key, event_id, traceparent, payload) VALUES (?, ?, ?, ?, ?)")
        .param(topic)
        .param(key)
        .param(event.id())
        .param(event.traceparent())
        .param(payload)
        .update();
    TransactionSynchronizationManager.registerSynchronization(new WakePublisher(afterCommit));
  }

  private record WakePublisher(Runnable wake) implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      wake.run();
    }
  }
}
