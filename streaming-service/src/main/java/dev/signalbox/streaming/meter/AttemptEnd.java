package dev.signalbox.streaming.meter;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How an attempt ended and what it used.
 *
 * @param errorCode null when it completed
 * @param firstTokenAt null when none came
 */
public record AttemptEnd(
    Outcome outcome, @Nullable String errorCode, @Nullable Instant firstTokenAt, Usage usage) {}
