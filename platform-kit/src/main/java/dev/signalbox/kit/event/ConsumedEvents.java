package dev.signalbox.kit.event;

/** Remembers which events each consumer has processed, so that one delivered twice acts once. */
public interface ConsumedEvents {
  /**
   * Runs the work unless this consumer has processed the event, in one transaction with the note
   * that it did. Two deliveries at the same time: the later one waits for the earlier.
   *
   * @return whether the work ran
   */
  boolean once(String consumer, Event event, Runnable work);
}
