package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * US dollars per million tokens, by bucket.
 *
 * @param usdPerMillion has at least the rates of uncached input and of visible output
 */
public record Rates(Map<Bucket, BigDecimal> usdPerMillion) {

  public Rates {
    EnumMap<Bucket, BigDecimal> copy = new EnumMap<>(Bucket.class);
    copy.putAll(usdPerMillion);
    for (Bucket bucket : Bucket.values()) {
      BigDecimal rate = copy.get(bucket);
      if (rate == null && bucket.pricedLike().isEmpty()) {
        throw new IllegalArgumentException("a price needs a rate for " + bucket.wireName());
      }
      if (rate != null && rate.signum() < 0) {
        throw new IllegalArgumentException("a rate is never negative: " + bucket.wireName());
      }
    }
    usdPerMillion = Collections.unmodifiableMap(copy);
  }

  /** The bucket's own rate, or that of the bucket it is priced like. */
  public BigDecimal of(Bucket bucket) {
    BigDecimal rate = usdPerMillion.get(bucket);
    return rate != null ? rate : of(bucket.pricedLike().orElseThrow());
  }
}
