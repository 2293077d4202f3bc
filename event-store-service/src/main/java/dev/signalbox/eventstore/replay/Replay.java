package dev.signalbox.eventstore.replay;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Selection;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A range of the log that is published again.
 *
 * @param after the place before its first event
 * @param to the place of its last event
 * @param rate events a second
 * @param at up to where it is published
 * @param done how many events that were, without repetitions
 * @param total how many there are, estimated if they are many
 */
public record Replay(
    String id,
    String topic,
    Selection selection,
    Checkpoint after,
    Checkpoint to,
    int rate,
    State state,
    Checkpoint at,
    long done,
    long total,
    @Nullable String failure,
    String requestedBy,
    Instant requestedAt,
    @Nullable Instant endedAt) {

  /** Where it stands. */
  public enum State {
    RUNNING,
    PAUSED,
    CANCELLED,
    COMPLETED,
    FAILED;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
