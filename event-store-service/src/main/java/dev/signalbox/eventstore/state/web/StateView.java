package dev.signalbox.eventstore.state.web;

import dev.signalbox.eventstore.state.StreamState;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A state as the API shows it. */
record StateView(
    String stream,
    String fold,
    int foldVersion,
    long version,
    @Nullable String lastType,
    @Nullable Instant lastRecordedAt,
    long eventCount,
    JsonNode state) {

  static StateView of(StreamState state) {
    return new StateView(
        state.stream().value(),
        state.fold().name(),
        state.fold().version(),
        state.version(),
        state.lastType(),
        state.lastRecordedAt(),
        state.version(),
        state.state());
  }
}
