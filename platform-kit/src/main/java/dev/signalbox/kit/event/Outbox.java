package dev.signalbox.kit.event;

import java.util.List;

/**
 * Publishes events with the transaction that makes them true: they reach Kafka if and only if it
 * commits, at least once, and those of one key in the order of their transactions. While Kafka is
 * away they wait in the database.
 */
public interface Outbox {
  /**
   * Publishes the event with the caller's transaction.
   *
   * @param topic one of {@link Topics}
   * @param key what orders the event; events of different keys are not ordered
   * @throws IllegalStateException if the caller has no transaction
   * @throws IllegalArgumentException if the event is larger than Kafka takes
   */
  void publish(String topic, String key, Event event);

  /**
   * Publishes events with the caller's transaction in this order, each with its subject as key.
   *
   * @throws IllegalStateException if the caller has no transaction
   * @throws IllegalArgumentException if an event is larger than Kafka takes
   */
  default void publishAll(String topic, List<Event> events) {
    events.forEach(event -> publish(topic, event.subject(), event));
  }
}
