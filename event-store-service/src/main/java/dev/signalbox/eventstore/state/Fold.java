package dev.signalbox.eventstore.state;

import dev.signalbox.eventstore.log.RecordedEvent;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * How the events of a stream come to a state. The state depends on nothing but the events.
 * Registered as a bean, at most one for a category.
 */
public interface Fold {

  /** Unique; part of what snapshots are kept by. */
  String name();

  /**
   * Greater whenever the same events come to another state; snapshots of the others are not used.
   */
  int version();

  /** The category whose streams it is for; null: every other. */
  @Nullable String category();

  /**
   * Changes the state to what it is after the event. An event adds at most twice the size of its
   * data and {@value #LARGEST_OVERHEAD} characters of JSON.
   *
   * @param state an empty object before the first event
   */
  void apply(ObjectNode state, RecordedEvent event);

  /** Characters. */
  int LARGEST_OVERHEAD = 2_048;
}
