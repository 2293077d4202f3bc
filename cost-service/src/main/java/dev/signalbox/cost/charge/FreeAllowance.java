package dev.signalbox.cost.charge;

import dev.signalbox.cost.charge.Charge.BucketCharge;
import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** What of one usage is free, by bucket. Each count of it is given once. */
public final class FreeAllowance {

  /** Nothing is free. */
  public static final FreeAllowance NONE = new FreeAllowance(Map.of());

  private final Map<Bucket, BigDecimal> left = new EnumMap<>(Bucket.class);

  /**
   * @param quantities how many of each bucket are free
   */
  public FreeAllowance(Map<Bucket, BigDecimal> quantities) {
    left.putAll(quantities);
  }

  /** Adds the part that is free and returns the rest. */
  BigDecimal apply(Bucket bucket, BigDecimal quantity, List<BucketCharge> charges) {
    BigDecimal free = left.getOrDefault(bucket, BigDecimal.ZERO).min(quantity);
    if (free.signum() == 0) {
      return quantity;
    }
    left.merge(bucket, free.negate(), BigDecimal::add);
    charges.add(BucketCharge.of(bucket, free, BigDecimal.ZERO));
    return quantity.subtract(free);
  }
}
