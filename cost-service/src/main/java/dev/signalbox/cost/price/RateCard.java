package dev.signalbox.cost.price;

import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.Cover;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * The rates of a price at one tier of service. What a tier does not say holds as in the one below
 * it.
 */
public final class RateCard {

  private final TierRule rule;
  private final List<Tier> tiers;
  private final Cover cover;

  public RateCard(TierRule rule, List<Tier> tiers) {
    this.rule = rule;
    this.tiers = complete(tiers);
    this.cover = new Cover(this.tiers.getLast().rates().usd().keySet());
  }

  private static List<Tier> complete(List<Tier> tiers) {
    List<Tier> ascending = tiers.stream().sorted(Comparator.comparingLong(Tier::above)).toList();
    if (ascending.isEmpty() || ascending.getFirst().above() != 0) {
      throw new InvalidPriceException("tiers", "must begin with one above 0");
    }
    Set<Bucket> priced = EnumSet.noneOf(Bucket.class);
    List<Tier> complete = new ArrayList<>();
    for (Tier tier : ascending) {
      if (complete.isEmpty()) {
        priced.addAll(tier.rates().usd().keySet());
        complete.add(tier);
        continue;
      }
      Tier below = complete.getLast();
      if (below.above() == tier.above()) {
        throw new InvalidPriceException("tiers", "must have one tier above " + tier.above());
      }
      complete.add(new Tier(tier.above(), tier.rates().orElse(below.rates())));
    }
    if (!priced.containsAll(complete.getLast().rates().usd().keySet())) {
      throw new InvalidPriceException("tiers", "must not price what the lowest one does not");
    }
    return List.copyOf(complete);
  }

  public TierRule rule() {
    return rule;
  }

  /** From the lowest to the highest, each with all rates. */
  public List<Tier> tiers() {
    return tiers;
  }

  /** Which of the rates holds for which bucket. */
  public Cover cover() {
    return cover;
  }

  /** The tier that a call with that many input tokens is in as a whole. */
  public Tier tierFor(BigDecimal inputTokens) {
    Tier reached = tiers.getFirst();
    for (Tier tier : tiers) {
      if (inputTokens.compareTo(BigDecimal.valueOf(tier.above())) > 0) {
        reached = tier;
      }
    }
    return reached;
  }
}
