package dev.signalbox.eventstore.projection;

import dev.signalbox.eventstore.log.Checkpoint;
import org.jspecify.annotations.Nullable;

/**
 * How a projection is doing.
 *
 * @param registered what the code has
 * @param live what readers see; null until the first build is done
 * @param lag of what readers see, or else of what is being built
 * @param shadow what is being built
 * @param percent of as many events as the live build has applied, archived ones among them, that
 *     the shadow has; null if there are none to compare with
 */
public record ProjectionStatus(
    Projection registered,
    @Nullable Build live,
    Lag lag,
    @Nullable Build shadow,
    @Nullable Lag shadowLag,
    @Nullable Integer percent) {

  /** In one word. */
  public State state() {
    Build first = live == null ? shadow : live;
    if (first != null && first.paused()) {
      return State.PAUSED;
    }
    if (first != null && first.failure() != null) {
      return State.FAILED;
    }
    return shadow != null || live == null ? State.REBUILDING : State.LIVE;
  }

  /** The checkpoint of what readers see, or else of what is being built. */
  public Checkpoint checkpoint() {
    if (live != null) {
      return live.checkpoint();
    }
    return shadow == null ? Checkpoint.START : shadow.checkpoint();
  }
}
