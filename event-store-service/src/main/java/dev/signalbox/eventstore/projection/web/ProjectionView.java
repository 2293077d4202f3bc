package dev.signalbox.eventstore.projection.web;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.projection.Build;
import dev.signalbox.eventstore.projection.Lag;
import dev.signalbox.eventstore.projection.ProjectionStatus;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How a projection is doing.
 *
 * @param version of what readers see; null until the first build is done
 * @param codeVersion of the process that answers
 * @param checkpoint of the last event in what readers see, or else in what is being built
 * @param lagEvents counted up to {@value Lag#MOST_COUNTED}
 * @param lagSeconds the age of the oldest event that is not applied
 * @param eventsPerSecond over the last minute
 * @param lastError why the last batch did not go through; null if it did
 * @param rebuild what is being built; null if nothing is
 */
record ProjectionView(
    String name,
    String state,
    @Nullable Integer version,
    int codeVersion,
    String checkpoint,
    long applied,
    int lagEvents,
    double lagSeconds,
    double eventsPerSecond,
    @Nullable ErrorView lastError,
    @Nullable RebuildView rebuild) {

  static ProjectionView of(ProjectionStatus status) {
    Build shown = status.live() == null ? status.shadow() : status.live();
    return new ProjectionView(
        status.registered().name(),
        status.state().name().toLowerCase(Locale.ROOT),
        status.live() == null ? null : status.live().edition().version(),
        status.registered().version(),
        status.checkpoint().toString(),
        shown == null ? 0 : shown.applied(),
        status.lag().events(),
        seconds(status.lag()),
        shown == null ? 0 : rounded(shown.rate()),
        shown == null ? null : ErrorView.of(shown),
        status.shadow() == null ? null : RebuildView.of(status, status.shadow()));
  }

  /** The tables that are being built. */
  record RebuildView(
      String state,
      int version,
      @Nullable Integer percent,
      String checkpoint,
      long applied,
      int lagEvents,
      double eventsPerSecond,
      Instant startedAt,
      @Nullable ErrorView lastError) {

    static RebuildView of(ProjectionStatus status, Build shadow) {
      Lag lag = status.shadowLag();
      return new RebuildView(
          shadow.paused() ? "paused" : shadow.failure() == null ? "building" : "failed",
          shadow.edition().version(),
          status.percent(),
          shadow.checkpoint().toString(),
          shadow.applied(),
          lag == null ? 0 : lag.events(),
          rounded(shadow.rate()),
          shadow.startedAt(),
          ErrorView.of(shadow));
    }
  }

  /** A batch that did not go through, and is tried again. */
  record ErrorView(
      String message,
      @Nullable String eventId,
      @Nullable String checkpoint,
      int attempts,
      Instant failedAt,
      Instant retryAt) {

    static @Nullable ErrorView of(Build build) {
      Build.Failure failure = build.failure();
      if (failure == null) {
        return null;
      }
      Checkpoint at = failure.checkpoint();
      return new ErrorView(
          failure.error(),
          failure.eventId(),
          at == null ? null : at.toString(),
          failure.attempts(),
          failure.failedAt(),
          failure.retryAt());
    }
  }

  private static double seconds(Lag lag) {
    return lag.age().toMillis() / 1000.0;
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
