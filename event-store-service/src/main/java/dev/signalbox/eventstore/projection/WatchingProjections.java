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
        percent(pair));
  }

  private Lag lag(Projection projection, @Nullable Build build) {
    Checkpoint from = build == null ? Checkpoint.START : build.checkpoint();
    return lags.after(from, projection.selection());
  }

  private static @Nullable Integer percent(BuildPair pair) {
    if (pair.shadow() == null || pair.live() == null || pair.live().applied() == 0) {
      return null;
    }
    return (int) Math.min(100, pair.shadow().applied() * 100 / pair.live().applied());
  }
}
