package dev.signalbox.cost.advice;

import dev.signalbox.cost.charge.Charge;
import dev.signalbox.cost.charge.Charge.BucketCharge;
import dev.signalbox.cost.charge.FreeAllowance;
import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.cost.price.MatchedPrice;
import dev.signalbox.cost.price.Price;
import dev.signalbox.cost.price.RateCard;
import dev.signalbox.cost.price.Tier;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.InvalidUsageException;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.stereotype.Service;

/**
 * What the same usage would have cost at another model's prices, at most: exactly that where the
 * model has one price on that day and one context tier for calls of that length, and the dearest of
 * several otherwise.
 */
@Service
class PriceElsewhere {

  private static final Duration STEP = Duration.ofMinutes(30);
  private static final int STEPS = 48;

  private final PriceUsage pricing;

  PriceElsewhere(PriceUsage pricing) {
    this.pricing = pricing;
  }

  /** The cost; empty if anything of it has no price. */
  Optional<BigDecimal> atMost(List<UsedPart> parts, String provider, String model) {
    BigDecimal sum = BigDecimal.ZERO;
    for (UsedPart part : parts) {
      Optional<BigDecimal> cost = atMost(part, provider, model);
      if (cost.isEmpty()) {
        return Optional.empty();
      }
      sum = sum.add(cost.get());
    }
    return Optional.of(sum);
  }

  private Optional<BigDecimal> atMost(UsedPart part, String provider, String model) {
    Map<String, Price> prices = new HashMap<>();
    Instant day = part.day().atStartOfDay().toInstant(ZoneOffset.UTC);
    for (int step = 0; step < STEPS; step++) {
      Optional<MatchedPrice> match =
          pricing.find(part.team(), provider, model, day.plus(STEP.multipliedBy(step)));
      if (match.isEmpty()) {
        return Optional.empty();
      }
      prices.put(match.get().price().priceId(), match.get().price());
    }
    BigDecimal dearest = BigDecimal.ZERO;
    for (Price price : prices.values()) {
      RateCard card = price.card(part.tier());
      for (Tier tier : card.tiers()) {
        if (tier.above() == 0 || tier.above() < part.largestInput()) {
          Optional<BigDecimal> cost =
              cost(part, new RateCard(card.rule(), List.of(new Tier(0, tier.rates()))));
          if (cost.isEmpty()) {
            return Optional.empty();
          }
          dearest = dearest.max(cost.get());
        }
      }
    }
    return Optional.of(dearest);
  }

  private static Optional<BigDecimal> cost(UsedPart part, RateCard card) {
    try {
      Charge charge = Charge.of(part.usage(), card, FreeAllowance.NONE);
      return charge.buckets().stream().allMatch(PriceElsewhere::isPriced)
          ? Optional.of(charge.totalCost().add(furtherFees(part, charge)))
          : Optional.empty();
    } catch (InvalidUsageException contradiction) {
      return Optional.empty();
    }
  }

  private static boolean isPriced(BucketCharge charge) {
    return charge.priced() || charge.quantity().signum() == 0;
  }

  /** A charge has the fee for one request. */
  private static BigDecimal furtherFees(UsedPart part, Charge charge) {
    return charge.buckets().stream()
        .filter(each -> each.bucket() == Bucket.REQUESTS)
        .map(BucketCharge::amount)
        .reduce(BigDecimal.ZERO, BigDecimal::add)
        .multiply(BigDecimal.valueOf(part.calls() - 1));
  }
}
