package dev.signalbox.cost.charge;

import dev.signalbox.cost.price.Tier;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.util.List;

/**
 * What a usage costs, bucket by bucket, in US dollars. Nothing is rounded: the buckets' costs add
 * up to the total to the last digit.
 */
public record Charge(
    List<BucketCharge> buckets, BigDecimal inputCost, BigDecimal outputCost, BigDecimal totalCost) {

  private static final int PER_MILLION = 6;

  public Charge {
    buckets = List.copyOf(buckets);
  }

  /** Prices the usage at the tier's rates. */
  public static Charge of(Usage usage, Tier tier) {
    List<BucketCharge> buckets =
        usage.tokens().entrySet().stream()
            .map(entry -> charge(entry.getKey(), entry.getValue(), tier))
            .toList();
    BigDecimal input = sum(buckets, Bucket.Side.INPUT);
    BigDecimal output = sum(buckets, Bucket.Side.OUTPUT);
    return new Charge(buckets, input, output, input.add(output));
  }

  private static BucketCharge charge(Bucket bucket, long tokens, Tier tier) {
    BigDecimal rate = tier.rates().of(bucket);
    BigDecimal cost = rate.multiply(BigDecimal.valueOf(tokens)).movePointLeft(PER_MILLION);
    return new BucketCharge(bucket, tokens, rate, cost);
  }

  private static BigDecimal sum(List<BucketCharge> buckets, Bucket.Side side) {
    return buckets.stream()
        .filter(charge -> charge.bucket().side() == side)
        .map(BucketCharge::cost)
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /**
   * One bucket's part.
   *
   * @param usdPerMillion the rate it was priced at
   * @param cost tokens times the rate
   */
  public record BucketCharge(
      Bucket bucket, long tokens, BigDecimal usdPerMillion, BigDecimal cost) {}
}
