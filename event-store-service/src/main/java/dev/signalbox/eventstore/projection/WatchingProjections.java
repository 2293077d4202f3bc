package dev.signalbox.eventstore.projection;

import dev.signalbox.eventstore.log.Checkpoint;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;

/** Tells how projections are doing. */
@Service
public class WatchingProjections {

  private final Builds builds;
  private final Lags lags;

  public WatchingProjections(Builds builds, Lags lags) {
    this.builds = builds;
    this.lags = lags;
  }

  public ProjectionStatus status(Projection projection) {
    BuildPair pair = builds.of(projection.name());
    Lag shadowLag = pair.shadow() == null ? null : lag(projection, pair.shadow());
    return new ProjectionStatus(
        projection,
        pair.live(),
        pair.live() == null && shadowLag != null ? shadowLag : lag(projection, pair.live()),
        pair.shadow(),
        shadowLag,
        pair.shadow() == null ? 0 : percent(projection, pair.shadow()));
  }

  private Lag lag(Projection projection, @Nullable Build build) {
    Checkpoint from = build == null ? Checkpoint.START : build.checkpoint();
    return lags.after(from, projection.selection());
  }

  private int percent(Projection projection, Build shadow) {
    long last = lags.lastPosition(projection.selection());
    long done = shadow.checkpoint().position();
    return last == 0 ? 99 : (int) Math.min(99, done * 100 / last);
  }
}
