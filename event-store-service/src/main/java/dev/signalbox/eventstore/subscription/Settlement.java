package dev.signalbox.eventstore.subscription;

import dev.signalbox.eventstore.log.Checkpoint;

/** What a consumer says of a bucket: everything up to the checkpoint, or the event there. */
public record Settlement(int bucket, long token, Checkpoint checkpoint) {}
