package dev.signalbox.cost.charge;

import dev.signalbox.cost.charge.Charge.BucketCharge;
import dev.signalbox.cost.price.Price;
import dev.signalbox.cost.price.RateCard;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What the same call would have cost if it had been asked for otherwise, by the price that it was
 * billed at. Side calls are left out, and so is what was free.
 */
public final class Alternatives {

  /** No provider that has a cache needs a longer beginning than that to keep it. */
  public static final long SHORTEST_CACHED = 4_096;

  /** Caches hold whole blocks; no provider has larger ones. */
  private static final long BLOCK = 1_024;

  private final Price price;
  private final ServiceTier tier;
  private final Usage usage;
  private final RateCard card;
  private final BigDecimal cost;

  private Alternatives(Price price, ServiceTier tier, Usage usage) {
    this.price = price;
    this.tier = tier;
    this.usage = usage;
    this.card = price.card(tier);
    this.cost = cost(usage, card);
  }

  /** The alternatives to a call. */
  public static Alternatives to(PricedUsage call) {
    return new Alternatives(call.match().price(), call.servedTier(), call.usage());
  }

  private static BigDecimal cost(Usage usage, RateCard card) {
    return Charge.of(usage, card, FreeAllowance.NONE).totalCost();
  }

  /** What it did cost. */
  public BigDecimal cost() {
    return cost;
  }

  /** At the rates of the lowest context tier; empty if it was in that one. */
  public Optional<BigDecimal> inTheLowestTier() {
    return card.tierFor(usage.total(Bucket.INPUT_UNCACHED)).above() == 0
        ? Optional.empty()
        : Optional.of(cost(usage, new RateCard(card.rule(), List.of(card.tiers().getFirst()))));
  }

  /** In a batch; empty if it was served otherwise than usual, or if batches have no price. */
  public Optional<BigDecimal> inBatch() {
    if (tier != ServiceTier.STANDARD || !price.cards().containsKey(ServiceTier.BATCH)) {
      return Optional.empty();
    }
    Charge batch = Charge.of(usage, price.card(ServiceTier.BATCH), FreeAllowance.NONE);
    return batch.buckets().stream().allMatch(BucketCharge::priced)
        ? Optional.of(batch.totalCost())
        : Optional.empty();
  }

  /** Whether its prompt is long enough for a cache that the model has and the call did not use. */
  public boolean cacheable() {
    return card.cover()
            .pricedAs(Bucket.INPUT_CACHE_READ)
            .equals(Optional.of(Bucket.INPUT_CACHE_READ))
        && usage.total(Bucket.INPUT_CACHE_READ).signum() == 0
        && usage.total(Bucket.INPUT_CACHE_WRITE).signum() == 0
        && usage.input() >= SHORTEST_CACHED;
  }

  /**
   * With a cache that has the beginning of the prompt and keeps all of it.
   *
   * @param known how many tokens the beginning has that was sent before
   */
  public Cached cached(long known) {
    BigDecimal uncached =
        usage.counts().getOrDefault(Bucket.INPUT_UNCACHED, BigDecimal.ZERO).max(BigDecimal.ZERO);
    BigDecimal read =
        known < SHORTEST_CACHED
            ? BigDecimal.ZERO
            : BigDecimal.valueOf(known - known % BLOCK).min(uncached);
    Map<Bucket, BigDecimal> counts = new EnumMap<>(Bucket.class);
    counts.putAll(usage.counts());
    counts.put(Bucket.INPUT_UNCACHED, BigDecimal.ZERO);
    counts.put(Bucket.INPUT_CACHE_READ, read);
    counts.put(Bucket.INPUT_CACHE_WRITE_5M, uncached.subtract(read));
    return new Cached(read.longValueExact(), cost(Usage.counted(counts), card));
  }

  /**
   * The call with a cache.
   *
   * @param tokens that are read from it
   */
  public record Cached(long tokens, BigDecimal cost) {}
}
