package dev.signalbox.cost.advice;

import dev.signalbox.cost.usage.ServiceTier;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * What calls of one day, team and tier of service used in all, and what they cost.
 *
 * @param largestInput of any of them
 */
record UsedPart(
    LocalDate day,
    @Nullable String team,
    ServiceTier tier,
    long calls,
    BigDecimal cost,
    long largestInput,
    Usage usage) {}
