package dev.signalbox.streaming.price;

import dev.signalbox.streaming.meter.Attempted;
import dev.signalbox.streaming.meter.Usage;
import java.time.Instant;

/**
 * An attempt that has just ended.
 *
 * @param startedAt decides which prices hold
 */
public record Quotable(String attemptId, Attempted attempted, Instant startedAt, Usage usage) {}
