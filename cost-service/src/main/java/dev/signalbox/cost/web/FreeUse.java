package dev.signalbox.cost.web;

import dev.signalbox.cost.charge.FreeAllowance;
import dev.signalbox.cost.price.FreeQuota;
import dev.signalbox.cost.price.Price;
import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What is left of what a provider gives away, when it is said how much of it is used up. */
final class FreeUse {

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
          if (count == null || count.signum() < 0) {
            throw Invalid.field("free_used." + name, "must be a number from 0 on");
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
