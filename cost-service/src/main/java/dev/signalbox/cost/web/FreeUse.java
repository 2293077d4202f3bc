package dev.signalbox.cost.web;

import dev.signalbox.cost.charge.FreeAllowance;
import dev.signalbox.cost.price.FreeQuota;
import dev.signalbox.cost.price.Price;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is left of what a provider gives away, when it is said how much of it is used up. */
final class FreeUse {

  private static final BigDecimal MOST = BigDecimal.valueOf(Usage.MOST);
  private static final int DECIMALS = 12;

  private FreeUse() {}

  static FreeAllowance left(Price price, @Nullable Map<String, BigDecimal> used) {
    if (used == null) {
      return FreeAllowance.NONE;
    }
    Map<Bucket, BigDecimal> left = new EnumMap<>(Bucket.class);
    used.forEach(
        (name, count) -> {
          Bucket bucket =
              Bucket.ofWireName(name)
                  .orElseThrow(() -> Invalid.field("free_used." + name, "must be a known bucket"));
          if (count == null
              || count.signum() < 0
              || count.compareTo(MOST) > 0
              || count.scale() > DECIMALS) {
            throw Invalid.field(
                "free_used." + name,
                "must be from 0 to %s, with at most %d decimals".formatted(MOST, DECIMALS));
          }
          for (FreeQuota quota : price.free()) {
            if (quota.bucket() == bucket) {
              left.merge(
                  bucket, quota.quantity().subtract(count).max(BigDecimal.ZERO), BigDecimal::add);
            }
          }
        });
    return new FreeAllowance(left);
  }
}
