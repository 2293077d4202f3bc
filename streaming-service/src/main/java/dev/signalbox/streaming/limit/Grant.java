package dev.signalbox.streaming.limit;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What came of an {@link Offer}.
 *
 * @param place of the offer among those that were made at once
 * @param moment by the database's clock
 * @param left of the limit, beyond what all replicas hold
 * @param lent whether another replica may hold more than it needs
 */
record Grant(
    int place,
    Instant moment,
    Instant startsAt,
    @Nullable Instant resetsAt,
    long granted,
    long left,
    boolean lent) {}
