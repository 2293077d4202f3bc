package dev.signalbox.kit.event;

import java.util.List;
import java.util.function.Consumer;

/** Remembers which events each consumer has processed, so that one delivered twice acts once. */
public interface ConsumedEvents {
  /**
   * Runs the work unless this consumer has processed the event, in one transaction with the note
   * that it did. Two deliveries at the same time: the later one waits for the earlier.
   *
   * @return whether the work ran
   */
  default boolean once(String consumer, Event event, Runnable work) {
    return onceEach(consumer, List.of(event), _ -> work.run()) == 1;
  }

  /**
   * Runs the work with those of the events that this consumer has not processed, each of them once
   * and in the order given, in one transaction with the note that it did: if the work fails, none
   * of them is processed. Without any the work does not run. Deliveries of the same events at the
   * same time wait for one another, and never in a circle.
   *
   * @return how many the work ran with
   */
  int onceEach(String consumer, List<Event> events, Consumer<List<Event>> work);
}
