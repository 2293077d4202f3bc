package dev.signalbox.eventstore.ingest.parked;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a parked record without its content.
 *
 * @param order greater than that of every record that was recorded before
 * @param topic the platform's topic that it was parked from
 * @param consumer the group that gave it up; null: unknown
 * @param failure the class of the last failure
 * @param reason what that failure said, which may tell of the content; null once settled
 * @param attempts how often it was replayed
 * @param size of key, value and headers, in bytes
 */
public record ParkedRecord(
    String id,
    long order,
    String topic,
    State state,
    @Nullable String consumer,
    Source source,
    String failure,
    @Nullable String reason,
    int attempts,
    Instant parkedAt,
    @Nullable Instant settledAt,
    long size) {}
