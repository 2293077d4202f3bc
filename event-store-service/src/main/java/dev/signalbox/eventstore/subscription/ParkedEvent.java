package dev.signalbox.eventstore.subscription;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.StreamName;
import java.time.Instant;

/**
 * An event that was given up.
 *
 * @param replays whether it waits to be delivered once more
 */
public record ParkedEvent(
    String eventId,
    StreamName stream,
    int bucket,
    Checkpoint checkpoint,
    String reason,
    int attempts,
    Instant parkedAt,
    boolean replays) {}
