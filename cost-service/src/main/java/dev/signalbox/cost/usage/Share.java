package dev.signalbox.cost.usage;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * A part of a usage that no other part has.
 *
 * @param quantity never negative
 * @param pricedAs the bucket whose price holds for it; null if none does
 */
public record Share(Bucket bucket, BigDecimal quantity, @Nullable Bucket pricedAs) {}
