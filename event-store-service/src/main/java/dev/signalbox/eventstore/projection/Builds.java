package dev.signalbox.eventstore.projection;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.RecordedEvent;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How far each projection is built, and the tables it is built in. All that changes belongs to the
 * transaction it is called in. A build is held by the lock of its row, which the database lets go
 * of when the transaction ends, however it ends.
 */
public interface Builds {

  /** The builds as they are, without holding them. */
  BuildPair of(String projection);

  /**
   * Holds both builds to the end of the transaction. For the rest of it, every wait for a lock
   * fails after the patience.
   */
  BuildPair holdBoth(String projection, Duration patience);

  /**
   * Holds the build if it still is what was seen, unpaused, and nobody holds it. Otherwise changes
   * nothing and returns false: what was read for it is not to be applied.
   */
  boolean hold(Build seen);

  /** Moves the checkpoint of a held build, which thereby has not failed. */
  void advance(Build held, Checkpoint to, int events);

  /**
   * Notes that the handler threw, unless the build has moved on since.
   *
   * @param event null if no event is at fault
   */
  void fail(Build seen, @Nullable RecordedEvent event, String error);

  /** Makes empty tables for a shadow; false if there is one already. */
  boolean begin(Projection projection, Generation generation, boolean paused);

  /** Drops the build and its tables. */
  void drop(Build build);

  /** Lets the shadow take the place of the live build, whose tables are dropped. */
  void swap(Projection projection, BuildPair held);

  /** Stops both builds, or lets them go on, a failed one at once. */
  void pause(String projection, boolean paused);
}
