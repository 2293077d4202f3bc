package dev.signalbox.eventstore.ingest;

import dev.signalbox.eventstore.log.NewEvent;
import java.util.List;
import java.util.Set;

/**
 * What is to be done with events that arrived.
 *
 * @param toFile in this order
 * @param toHold newly held, in the order of their arrival
 * @param toRehold held before, and now waiting for something else
 * @param toForget held before, and in the log now
 */
record FilingPlan(
    List<NewEvent> toFile, List<HeldEvent> toHold, List<HeldEvent> toRehold, Set<String> toForget) {

  FilingPlan {
    toFile = List.copyOf(toFile);
    toHold = List.copyOf(toHold);
    toRehold = List.copyOf(toRehold);
    toForget = Set.copyOf(toForget);
  }
}
