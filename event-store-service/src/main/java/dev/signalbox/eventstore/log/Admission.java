package dev.signalbox.eventstore.log;

import java.util.List;

/** Decides about events before they are appended, and gives them the form in which they are. */
@FunctionalInterface
public interface Admission {

  /**
   * The same events as they are to be recorded; the same again if they are said again. It may write
   * to its own tables in transactions of its own, so it is best called outside of any.
   *
   * @throws AppendRefusedException if one of them must not be recorded
   */
  List<NewEvent> admit(List<NewEvent> events);
}
