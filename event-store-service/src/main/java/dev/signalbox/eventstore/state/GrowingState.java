package dev.signalbox.eventstore.state;

import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.privacy.HiddenSubjects;
import java.time.Instant;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * A state on its way from one version to a later one. Whether it is too large is decided after each
 * event and by its exact size, so that it does not depend on where the way began; the size is only
 * measured when what was added since the last time could have made it too large.
 */
final class GrowingState {

  private static final JsonMapper JSON = JsonMapper.builder().build();

  private final Fold fold;
  private final ObjectNode state;
  private long version;
  private @Nullable String lastType;
  private @Nullable Instant lastRecordedAt;
  private long sizeBound;
  private final Set<String> hides = new HashSet<>();

  GrowingState(Fold fold, Optional<Snapshot> from) {
    this.fold = fold;
    this.state = from.map(Snapshot::state).orElseGet(JSON::createObjectNode);
    this.version = from.map(Snapshot::version).orElse(0L);
    this.lastType = from.map(Snapshot::lastType).orElse(null);
    this.lastRecordedAt = from.map(Snapshot::recordedAt).orElse(null);
    this.sizeBound = size();
    from.map(Snapshot::hides).ifPresent(hides::addAll);
  }

  /** Adds the next event; false if the state is then larger than it may be. */
  boolean add(RecordedEvent event, long maxSize) {
    fold.apply(state, event);
    version = event.version();
    lastType = event.type();
    lastRecordedAt = event.recordedAt();
    hides.addAll(HiddenSubjects.of(event));
    sizeBound += 2L * JSON.writeValueAsString(event.data()).length() + Fold.LARGEST_OVERHEAD;
    if (sizeBound > maxSize) {
      sizeBound = size();
    }
    return sizeBound <= maxSize;
  }

  private long size() {
    return JSON.writeValueAsString(state).length();
  }

  Fold fold() {
    return fold;
  }

  long version() {
    return version;
  }

  /** The size is at most this. */
  long sizeBound() {
    return sizeBound;
  }

  /** How many subjects it hides. */
  int hidden() {
    return hides.size();
  }

  Snapshot snapshot() {
    return new Snapshot(
        version,
        Objects.requireNonNull(lastType),
        Objects.requireNonNull(lastRecordedAt),
        state,
        hides);
  }

  StreamState at(StreamName stream) {
    return new StreamState(stream, fold, version, lastType, lastRecordedAt, state);
  }
}
