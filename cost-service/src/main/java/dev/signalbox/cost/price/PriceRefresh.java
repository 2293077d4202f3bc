package dev.signalbox.cost.price;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What became of a price source the last time that it was looked at.
 *
 * @param outcome {@code unchanged}, {@code applied}, {@code waiting} for somebody to apply it,
 *     {@code failed}, or still {@code running}
 * @param importId null if nothing was imported
 */
public record PriceRefresh(
    String source,
    String outcome,
    @Nullable String detail,
    @Nullable String importId,
    Instant triedAt,
    Instant nextAt) {}
