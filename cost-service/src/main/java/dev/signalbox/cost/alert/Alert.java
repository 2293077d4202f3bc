package dev.signalbox.cost.alert;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A budget has reached a threshold.
 *
 * @param threshold {@code percent:80}, {@code absolute:100.00}, or {@code exhausted} when an
 *     attempt was refused
 * @param limit a decimal string of dollars, or a number of tokens, as {@code spent}
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Alert(
    String budgetId,
    String name,
    String scope,
    String value,
    String threshold,
    String unit,
    Object limit,
    Object spent,
    Instant periodStart,
    @Nullable Instant periodEnd,
    Instant at) {}
