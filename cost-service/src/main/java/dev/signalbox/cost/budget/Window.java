package dev.signalbox.cost.budget;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of time that has a counter of its own.
 *
 * @param end no longer belongs to it; null if none is in sight
 */
public record Window(Instant start, @Nullable Instant end) {}
