package dev.signalbox.streaming.resume;

import dev.signalbox.streaming.wire.Protocol;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A stream as stored.
 *
 * @param slot the partition of its events
 * @param heading null while it has not begun
 * @param refusal what its client was answered instead
 * @param expired whether it ended too long ago to be resumed
 * @param overdue whether it says that it runs, and nobody has renewed its lease
 */
record StoredStream(
    String id,
    String keyId,
    Protocol protocol,
    int slot,
    StreamState state,
    @Nullable StreamHeading heading,
    @Nullable StreamRefusal refusal,
    boolean expired,
    boolean overdue) {

  StreamRefusal requiredRefusal() {
    return Objects.requireNonNull(refusal);
  }
}
