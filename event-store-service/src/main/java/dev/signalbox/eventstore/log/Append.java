package dev.signalbox.eventstore.log;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** Events that are recorded together or not at all, in this order, if every expectation holds. */
public record Append(
    List<Expectation> expectations, @Nullable Condition condition, List<NewEvent> events) {

  public Append {
    expectations = List.copyOf(expectations);
    events = List.copyOf(events);
    if (events.isEmpty()) {
      throw new IllegalArgumentException("An append has at least one event");
    }
    if (events.stream().map(NewEvent::id).distinct().count() < events.size()) {
      throw new IllegalArgumentException("The events of an append have different ids");
    }
  }

  public Append(List<Expectation> expectations, List<NewEvent> events) {
    this(expectations, null, events);
  }

  /** An append that expects something of the one stream it goes to. */
  public static Append to(StreamName stream, ExpectedVersion expected, List<NewEvent> events) {
    return new Append(List.of(new Expectation(stream, expected)), events);
  }

  /** The same append under a condition. */
  public Append provided(Condition condition) {
    return new Append(expectations, condition, events);
  }

  /** An append that expects nothing. */
  public static Append of(List<NewEvent> events) {
    return new Append(List.of(), events);
  }
}
