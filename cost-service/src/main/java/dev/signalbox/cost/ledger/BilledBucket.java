package dev.signalbox.cost.ledger;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.charge.Charge.BucketCharge;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.Family;
import dev.signalbox.cost.usage.Share;
import dev.signalbox.kit.money.Usd;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One bucket as billed. Of tokens there are {@code tokens} and {@code usdPerMillion}, of everything
 * else there are {@code quantity}, {@code usd} and the number {@code per} which that is.
 *
 * @param bucket for a side call its kind, a point and the bucket
 * @param cost null if the bucket has no price, as is the rate
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BilledBucket(
    String bucket,
    @Nullable Long tokens,
    @Nullable BigDecimal quantity,
    @Nullable Usd usdPerMillion,
    @Nullable Usd usd,
    @Nullable Integer per,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Usd cost) {

  /** The bucket of a charge. */
  public static BilledBucket of(BucketCharge charge) {
    return of(charge.bucket().wireName(), charge.quantity(), charge.rate(), charge.cost());
  }

  /** What was used and has no price. */
  public static BilledBucket of(Share part) {
    return of(part.bucket().wireName(), part.quantity(), null, null);
  }

  static BilledBucket of(
      String name, BigDecimal quantity, @Nullable BigDecimal rate, @Nullable BigDecimal cost) {
    Optional<Bucket> bucket = Bucket.ofWireName(name.substring(name.lastIndexOf('.') + 1));
    @Nullable Usd usd = rate == null ? null : new Usd(rate);
    @Nullable Usd amount = cost == null ? null : new Usd(cost);
    if (bucket.isEmpty() || bucket.get().family() == Family.TOKENS) {
      return new BilledBucket(name, quantity.longValueExact(), null, usd, null, null, amount);
    }
    return new BilledBucket(name, null, quantity, null, usd, bucket.get().family().per(), amount);
  }
}
