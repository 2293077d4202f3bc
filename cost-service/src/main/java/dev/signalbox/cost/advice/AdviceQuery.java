package dev.signalbox.cost.advice;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * Of which calls advice is asked for.
 *
 * @param agent only of this one; null for all of them
 * @param from the first day, in UTC
 * @param until the day after the last one
 * @param simulated whether of simulated calls, or of those that cost something
 */
public record AdviceQuery(
    @Nullable String agent, LocalDate from, LocalDate until, boolean simulated) {}
