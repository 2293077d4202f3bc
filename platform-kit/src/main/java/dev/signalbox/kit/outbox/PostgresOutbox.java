package dev.signalbox.kit.outbox;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.Outbox;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Writes events beside the data they speak of, and wakes the publisher after the commit. */
final class PostgresOutbox implements Outbox {
  private static final String INSERT_ALL =
      """
      INSERT INTO kit_outbox (topic, key, event_id, traceparent, payload)
      SELECT ?::text, key, event_id, traceparent, payload
        FROM unnest(?::text[], ?::text[], ?::text[], ?::bytea[]) WITH ORDINALITY
               AS published (key, event_id, traceparent, payload, place)
       ORDER BY place
      """;

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
    requireTransaction();
    database
        .sql(
            "INSERT INTO kit_outbox (topic, key, event_id, traceparent, payload) VALUES (?, ?, ?, ?, ?)")
        .param(topic)
        .param(key)
        .param(event.id())
        .param(event.traceparent())
        .param(payload(event))
        .update();
    TransactionSynchronizationManager.registerSynchronization(new WakePublisher(afterCommit));
  }

  @Override
  public void publishAll(String topic, List<Event> events) {
    requireTransaction();
    int count = events.size();
    String[] keys = new String[count];
    String[] ids = new String[count];
    @Nullable String[] traceparents = new @Nullable String[count];
    byte[][] payloads = new byte[count][];
    for (int place = 0; place < count; place++) {
      Event event = events.get(place);
      keys[place] = event.subject();
      ids[place] = event.id();
      traceparents[place] = event.traceparent();
      payloads[place] = payload(event);
    }
    database
        .sql(INSERT_ALL)
        .param(topic)
        .param(keys)
        .param(ids)
        .param(traceparents)
        .param(payloads)
        .update();
    TransactionSynchronizationManager.registerSynchronization(new WakePublisher(afterCommit));
  }

  private static void requireTransaction() {
    if (!TransactionSynchronizationManager.isActualTransactionActive()) {
      throw new IllegalStateException(
          "An event is published inside the transaction that makes it true; there is none");
    }
  }

  private byte[] payload(Event event) {
    byte[] payload = format.write(event);
    if (payload.length > properties.maxEventBytes()) {
      throw new IllegalArgumentException(
          "Event %s has %d bytes, more than signalbox.outbox.max-event-bytes = %d"
              .formatted(event.type(), payload.length, properties.maxEventBytes()));
    }
    return payload;
  }

  private record WakePublisher(Runnable wake) implements TransactionSynchronization {
    @Override
    public void afterCommit() {
      wake.run();
    }
  }
}
