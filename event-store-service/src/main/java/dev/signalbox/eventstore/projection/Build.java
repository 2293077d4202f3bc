package dev.signalbox.eventstore.projection;

import dev.signalbox.eventstore.log.Checkpoint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far the tables of one generation are built.
 *
 * @param edition of the projection that builds them
 * @param checkpoint of the last event in them
 * @param applied how many events are in them
 * @param due whether it may be tried, as far as its last failure is concerned
 * @param failure null if the last batch went through
 * @param rate events a second over the last minute
 */
public record Build(
    long id,
    String projection,
    boolean live,
    Generation generation,
    Edition edition,
    Checkpoint checkpoint,
    long applied,
    boolean paused,
    boolean due,
    @Nullable Failure failure,
    double rate,
    Instant startedAt) {

  /** The same build after another event. */
  Build at(Checkpoint place) {
    return new Build(
        id,
        projection,
        live,
        generation,
        edition,
        place,
        applied,
        paused,
        due,
        failure,
        rate,
        startedAt);
  }

  /** Whether it may go on in a process that has this edition of the projection. */
  boolean isFor(Projection registered) {
    return edition.equals(registered.edition()) && !paused && due;
  }

  /**
   * The handler threw.
   *
   * @param attempts how often in a row
   * @param eventId the event it was given; null if none was at fault
   * @param checkpoint that event's
   */
  public record Failure(
      int attempts,
      String error,
      @Nullable String eventId,
      @Nullable Checkpoint checkpoint,
      Instant failedAt,
      Instant retryAt) {}
}
