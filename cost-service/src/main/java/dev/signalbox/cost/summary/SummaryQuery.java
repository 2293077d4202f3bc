package dev.signalbox.cost.summary;

import dev.signalbox.cost.ledger.Dimension;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Which sums are asked for.
 *
 * @param value only of this one; null for all of them
 * @param interval the steps of a time series; null for the whole period in one
 * @param from the first day, in UTC
 * @param until the day after the last one
 */
public record SummaryQuery(
    Dimension dimension,
    @Nullable String value,
    @Nullable Interval interval,
    LocalDate from,
    LocalDate until,
    int limit) {}
