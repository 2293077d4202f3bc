package dev.signalbox.mcppool.testing;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Outbox;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.function.Predicate;

/** An outbox that writes when it is let, and tells what was written together. */
public final class HeldOutbox implements Outbox {
  private final Semaphore begun = new Semaphore(0);
  private final Semaphore let = new Semaphore(0);
  private final List<List<Event>> batches = new CopyOnWriteArrayList<>();
  private volatile Predicate<Event> tooLarge = event -> false;

  @Override
  public void publish(String topic, String key, Event event) {
    publishAll(topic, List.of(event));
  }

  @Override
  public void publishAll(String topic, List<Event> events) {
    begun.release();
    let.acquireUninterruptibly();
    if (events.stream().anyMatch(tooLarge)) {
      throw new IllegalArgumentException("An event is too large");
    }
    batches.add(List.copyOf(events));
  }

  /** Waits until a writing has begun. */
  public void awaitBegun() {
    begun.acquireUninterruptibly();
  }

  /** Lets so many writings go on. */
  public void let(int writings) {
    let.release(writings);
  }

  public void refuse(Predicate<Event> events) {
    tooLarge = events;
  }

  public List<List<Event>> batches() {
    return List.copyOf(batches);
  }
}
