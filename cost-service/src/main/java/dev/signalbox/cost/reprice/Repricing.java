package dev.signalbox.cost.reprice;

import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * A period that is priced anew.
 *
 * @param from the first day, in UTC
 * @param to the last one
 * @param provider null for all of them
 * @param priceVersion the prices that it is done at
 * @param doneUpTo when the last attempt that was added began; null before the first
 * @param finishedAt null while it is under way
 */
public record Repricing(
    long repricingId,
    LocalDate from,
    LocalDate to,
    @Nullable String provider,
    int priceVersion,
    String requestedBy,
    Instant requestedAt,
    @Nullable Instant doneUpTo,
    @Nullable Instant finishedAt) {}
