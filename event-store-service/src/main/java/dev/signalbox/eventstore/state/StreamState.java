package dev.signalbox.eventstore.state;

import dev.signalbox.eventstore.log.StreamName;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the first events of a stream come to.
 *
 * @param version of the last of them; 0 if there is none. As versions have no gaps, it is their
 *     number
 * @param lastType its type; null if there is none, as is the time
 */
public record StreamState(
    StreamName stream,
    Fold fold,
    long version,
    @Nullable String lastType,
    @Nullable Instant lastRecordedAt,
    ObjectNode state) {}
