package dev.signalbox.eventstore.log;

import java.time.Instant;

/** Where an event was recorded. */
public record Place(
    String eventId, StreamName stream, long version, Checkpoint checkpoint, Instant recordedAt) {}
