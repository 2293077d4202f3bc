package dev.signalbox.eventstore.subscription;

import dev.signalbox.eventstore.log.Selection;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A reader of the log whose progress is kept.
 *
 * @param topic the Kafka topic the events are delivered to; null: to whoever polls
 */
public record Subscription(
    String id,
    Selection selection,
    RetryPolicy retry,
    Bucketing bucketing,
    boolean paused,
    @Nullable String topic,
    Instant createdAt) {}
