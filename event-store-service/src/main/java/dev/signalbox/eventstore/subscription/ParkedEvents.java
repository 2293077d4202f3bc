package dev.signalbox.eventstore.subscription;

import dev.signalbox.eventstore.log.Checkpoint;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** Events that were given up. */
public interface ParkedEvents {

  void park(String subscription, ParkedEvent event);

  List<ParkedEvent> after(String subscription, Checkpoint checkpoint, int limit);

  Optional<ParkedEvent> at(String subscription, Checkpoint checkpoint);

  /** Has it delivered once more; false if it is not parked. */
  boolean replay(String subscription, String eventId);

  boolean delete(String subscription, String eventId);

  /** The first one that replays of each of the buckets. */
  List<ParkedEvent> replaying(String subscription, Collection<Integer> buckets);

  /** Forgets those of the places that replay. */
  void done(String subscription, Collection<Settlement> settlements);
}
