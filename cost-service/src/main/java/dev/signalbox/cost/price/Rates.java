package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * US dollars by bucket, for as many as the bucket's family says: a million tokens, a thousand
 * searches, an hour.
 */
public record Rates(Map<Bucket, BigDecimal> usd) {

  /** More than anything costs; an amount above it is a mistake of units. */
  private static final BigDecimal LIMIT = BigDecimal.valueOf(1_000_000);

  private static final int MOST_DECIMALS = 18;

  public Rates {
    EnumMap<Bucket, BigDecimal> copy = new EnumMap<>(Bucket.class);
    usd.forEach((bucket, rate) -> copy.put(bucket, checked(bucket, rate)));
    usd = Collections.unmodifiableMap(copy);
  }

  private static BigDecimal checked(Bucket bucket, BigDecimal rate) {
    if (rate.signum() < 0) {
      throw new InvalidPriceException(bucket.wireName(), "must not be negative");
    }
    if (rate.compareTo(LIMIT) >= 0) {
      throw new InvalidPriceException(bucket.wireName(), "must be below 1,000,000 dollars");
    }
    BigDecimal plain = rate.signum() == 0 ? BigDecimal.ZERO : rate.stripTrailingZeros();
    if (plain.scale() > MOST_DECIMALS) {
      throw new InvalidPriceException(
          bucket.wireName(), "must have at most " + MOST_DECIMALS + " decimals");
    }
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /** These rates, and the others for buckets that these have none for. */
  Rates orElse(Rates others) {
    EnumMap<Bucket, BigDecimal> all = new EnumMap<>(Bucket.class);
    all.putAll(others.usd);
    all.putAll(usd);
    return new Rates(all);
  }
}
