package dev.signalbox.eventstore.replay;

import dev.signalbox.eventstore.log.Checkpoint;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Replays, and who publishes them. */
public interface Replays {

  void add(Replay replay);

  Optional<Replay> find(String id);

  /** How many run. */
  long running();

  /** Newest first. */
  List<Replay> before(@Nullable String id, int limit);

  /** Changes the state if it is one of those; whether it did. */
  boolean move(String id, Set<Replay.State> from, Replay.State to, @Nullable Instant endedAt);

  /** The right to publish one that is running and that nobody publishes. */
  Optional<Claim> claim(Duration lease);

  /** Renews the claim and notes how far it is; false if it was lost or the replay is to stop. */
  boolean progress(Claim claim, Checkpoint at, int published, @Nullable String failure);

  /** Ends the replay; nothing happens if the claim was lost. */
  void end(Claim claim, Replay.State state, @Nullable String failure, Instant now);

  void release(Claim claim);

  /**
   * The right to publish a replay.
   *
   * @param token greater with each claim
   */
  record Claim(Replay replay, long token, Duration lease) {}
}
