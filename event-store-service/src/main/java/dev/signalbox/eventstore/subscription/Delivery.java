package dev.signalbox.eventstore.subscription;

import dev.signalbox.eventstore.log.RecordedEvent;

/**
 * An event for a consumer.
 *
 * @param attempt 1 for the first
 * @param replayed whether it had been parked
 */
public record Delivery(
    RecordedEvent event, int bucket, long token, int attempt, boolean replayed) {}
