package dev.signalbox.eventstore.subscription;

import dev.signalbox.eventstore.log.Checkpoint;

/**
 * A consumer's right to a bucket until it ends.
 *
 * @param token greater with every change of hands; what an earlier holder says is refused by it
 * @param checkpoint up to here everything is done
 * @param attempts of the next event that have failed
 * @param waits whether the next event's time has not come yet
 */
public record Lease(int bucket, long token, Checkpoint checkpoint, int attempts, boolean waits) {}
