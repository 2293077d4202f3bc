package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * What a provider gives away before it charges.
 *
 * @param quantity how many of the bucket are free in each span
 */
public record FreeQuota(Bucket bucket, BigDecimal quantity, Span span) {

  public FreeQuota {
    if (quantity.signum() <= 0) {
      throw new InvalidPriceException("free", "must be more than nothing");
    }
  }

  /** After what time it begins anew, in UTC. */
  public enum Span {
    DAY,
    MONTH;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Span> ofWireName(String name) {
      return Arrays.stream(values()).filter(span -> span.wireName().equals(name)).findFirst();
    }
  }
}
