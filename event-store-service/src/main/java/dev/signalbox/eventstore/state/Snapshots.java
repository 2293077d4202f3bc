package dev.signalbox.eventstore.state;

import dev.signalbox.eventstore.log.StreamName;
import java.time.Instant;
import java.util.Optional;

/**
 * States kept on the way. All of it can be lost without a state becoming another one. One that was
 * made with other upcasters, or hides a subject that was forgotten since, is not used.
 */
public interface Snapshots {

  /** The latest one of use that is neither after the version nor of a later time. */
  Optional<Snapshot> latest(StreamName stream, Fold fold, long version, Instant time);

  /** Keeps a snapshot, in the place of one of this version that was of no use. */
  void keep(StreamName stream, Fold fold, Snapshot snapshot);

  /** Forgets the snapshots of a stream. */
  int forget(StreamName stream);

  /** Forgets all. */
  int forgetAll();
}
