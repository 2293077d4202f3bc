package dev.signalbox.eventstore.ingest;

import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/** The events that wait, durably. Used inside one transaction, reads before writes. */
interface HeldEvents {

  /** Which of these event ids the log has. */
  Set<String> filedAmong(Collection<String> eventIds);

  /** Held events of these ids, or that wait for them, or for such a one, ...; oldest first. */
  List<HeldEvent> around(Collection<String> eventIds);

  /** The held events that no later one of their lane has joined yet: the last of each lane. */
  List<HeldEvent> lastOf(Collection<Lane> lanes);

  /** Held events that may go: overdue at this time, or what they wait for is in the log. */
  List<HeldEvent> releasable(Instant now, int limit);

  void apply(FilingPlan plan);
}
