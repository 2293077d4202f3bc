package dev.signalbox.eventstore.log;

import java.util.List;

/** Gives recorded events the form in which they are read. */
@FunctionalInterface
public interface Rendering {

  /** The same events in the same order. */
  List<RecordedEvent> render(List<RecordedEvent> events);
}
