package dev.signalbox.streaming.meter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** An attempt whose lease ran out, as far as it is known. */
record LostAttempt(
    String id,
    Attempted attempted,
    Origin origin,
    Instant startedAt,
    Instant admittedAt,
    String startedEventId,
    @Nullable String traceparent,
    long outputTokens) {}
