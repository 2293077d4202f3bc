package dev.signalbox.eventstore.ingest;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a decision about arriving events depends on.
 *
 * @param filed which of the events and their causes are in the log
 * @param waiting every held event that one of them could release, directly or not, oldest first
 * @param lastHeld the event that an arriving one must not overtake, by lane
 */
record Surroundings(Set<String> filed, List<HeldEvent> waiting, Map<Lane, String> lastHeld) {

  Surroundings {
    filed = Set.copyOf(filed);
    waiting = List.copyOf(waiting);
    lastHeld = Map.copyOf(lastHeld);
  }
}
