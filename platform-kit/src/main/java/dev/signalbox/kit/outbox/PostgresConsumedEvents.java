package dev.signalbox.kit.outbox;

import dev.signalbox.kit.event.ConsumedEvents;
import dev.signalbox.kit.event.Event;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionOperations;

/** One row per consumer and event, written in the transaction of the work. */
final class PostgresConsumedEvents implements ConsumedEvents {
  // In the order of the ids: two that mark the same events at the same time meet at the first.
  private static final String MARK =
      """
      INSERT INTO kit_consumed_event (consumer, event_id)
      SELECT ?::text, event_id
        FROM unnest(?::text[]) WITH ORDINALITY AS delivered (event_id, place)
       ORDER BY place
      ON CONFLICT DO NOTHING
      RETURNING event_id
      """;

  private final JdbcClient database;
  private final TransactionOperations transactions;

  PostgresConsumedEvents(JdbcClient database, TransactionOperations transactions) {
    this.database = database;
    this.transactions = transactions;
  }

  @Override
  public int onceEach(String consumer, List<Event> events, Consumer<List<Event>> work) {
    return Objects.requireNonNull(
        transactions.execute(
            status -> {
              Set<String> unseen = mark(consumer, events);
              List<Event> first =
                  events.stream().filter(event -> unseen.remove(event.id())).toList();
              if (!first.isEmpty()) {
                work.accept(first);
              }
              return first.size();
            }));
  }

  private Set<String> mark(String consumer, List<Event> events) {
    String[] ids = events.stream().map(Event::id).distinct().sorted().toArray(String[]::new);
    return new HashSet<>(database.sql(MARK).param(consumer).param(ids).query(String.class).list());
  }
}
