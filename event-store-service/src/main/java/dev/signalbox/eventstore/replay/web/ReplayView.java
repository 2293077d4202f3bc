package dev.signalbox.eventstore.replay.web;

import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.replay.Replay;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A replay as the API shows it.
 *
 * @param checkpoint up to where it is published
 * @param total how many events there are, estimated if they are many
 */
record ReplayView(
    String id,
    String state,
    String topic,
    String from,
    String to,
    Selection selection,
    int rate,
    String checkpoint,
    long done,
    long total,
    @Nullable String failure,
    String requestedBy,
    Instant requestedAt,
    @Nullable Instant endedAt) {

  /** Replays, newest first. */
  record Page(List<ReplayView> data, @Nullable String nextCursor) {}

  static ReplayView of(Replay replay) {
    return new ReplayView(
        replay.id(),
        replay.state().code(),
        replay.topic(),
        replay.after().toString(),
        replay.to().toString(),
        replay.selection(),
        replay.rate(),
        replay.at().toString(),
        replay.done(),
        replay.total(),
        replay.failure(),
        replay.requestedBy(),
        replay.requestedAt(),
        replay.endedAt());
  }
}
