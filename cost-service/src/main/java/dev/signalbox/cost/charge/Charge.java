package dev.signalbox.cost.charge;

import dev.signalbox.cost.price.RateCard;
import dev.signalbox.cost.price.Tier;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.Share;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a usage costs, bucket by bucket, in US dollars. Nothing is rounded: the buckets' costs add
 * up to the total to the last digit.
 *
 * @param otherCost what is neither for input nor for output: fees for requests and tools
 */
public record Charge(
    List<BucketCharge> buckets, BigDecimal inputCost, BigDecimal outputCost, BigDecimal otherCost) {

  public Charge {
    buckets = List.copyOf(buckets);
  }

  /** Prices the usage at the card's rates. */
  public static Charge of(Usage usage, RateCard card, FreeAllowance free) {
    List<BucketCharge> charges = new ArrayList<>();
    Tier tier = card.tierFor(usage.total(Bucket.INPUT_UNCACHED));
    Rating rating =
        switch (card.rule()) {
          case WHOLE_REQUEST -> new Rating.Whole(tier);
          case MARGINAL -> new Rating.Marginal(card.tiers());
        };
    for (Share share : usage.split(card.cover())) {
      charges.addAll(rating.charges(share, free));
    }
    card.cover()
        .pricedAs(Bucket.REQUESTS)
        .ifPresent(
            price ->
                charges.addAll(
                    rating.charges(new Share(Bucket.REQUESTS, BigDecimal.ONE, price), free)));
    return of(charges);
  }

  private static Charge of(List<BucketCharge> charges) {
    BigDecimal input = BigDecimal.ZERO;
    BigDecimal output = BigDecimal.ZERO;
    BigDecimal other = BigDecimal.ZERO;
    for (BucketCharge charge : charges) {
      switch (charge.bucket().side()) {
        case INPUT -> input = input.add(charge.amount());
        case OUTPUT -> output = output.add(charge.amount());
        case OTHER -> other = other.add(charge.amount());
      }
    }
    return new Charge(charges, input, output, other);
  }

  public BigDecimal totalCost() {
    return inputCost.add(outputCost).add(otherCost);
  }

  /** Whether something was used and nothing of it has a price. */
  public boolean entirelyUnpriced() {
    return buckets.stream().noneMatch(BucketCharge::priced)
        && buckets.stream().anyMatch(charge -> charge.quantity().signum() > 0);
  }

  /**
   * One bucket's part.
   *
   * @param rate dollars for as many as the bucket's family says; null if the price has none for it
   * @param cost null if there is no rate
   */
  public record BucketCharge(
      Bucket bucket, BigDecimal quantity, @Nullable BigDecimal rate, @Nullable BigDecimal cost) {

    static BucketCharge of(Bucket bucket, BigDecimal quantity, BigDecimal rate) {
      return new BucketCharge(bucket, quantity, rate, bucket.cost(rate, quantity));
    }

    static BucketCharge unpriced(Share share) {
      return new BucketCharge(share.bucket(), share.quantity(), null, null);
    }

    public boolean priced() {
      return rate != null;
    }

    /** What it adds to the total. */
    public BigDecimal amount() {
      return cost == null ? BigDecimal.ZERO : cost;
    }
  }
}
