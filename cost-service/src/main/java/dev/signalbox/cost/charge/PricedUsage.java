package dev.signalbox.cost.charge;

import dev.signalbox.cost.price.MatchedPrice;
import dev.signalbox.cost.price.Price;
import dev.signalbox.cost.price.Tier;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A charge with the price and the tiers that it was made at.
 *
 * @param servedTier the tier of service that the provider reported
 * @param sideCalls what the provider had other calls do and bills beside
 */
public record PricedUsage(
    MatchedPrice match,
    ServiceTier servedTier,
    Usage usage,
    Charge charge,
    List<PricedSideCall> sideCalls) {

  public PricedUsage {
    sideCalls = List.copyOf(sideCalls);
  }

  /** The same at another price of the model, of which nothing is free. */
  public PricedUsage at(Price other) {
    return new PricedUsage(
        match.at(other),
        servedTier,
        usage,
        Charge.of(usage, other.card(servedTier), FreeAllowance.NONE),
        sideCalls);
  }

  /** The tier of service whose rates were used. */
  public ServiceTier pricedTier() {
    return match.price().pricedTier(servedTier);
  }

  /** The tier by length whose rates were used; the highest that was reached if they add up. */
  public Tier tier() {
    Price price = match.price();
    return price.card(servedTier).tierFor(usage.total(Bucket.INPUT_UNCACHED));
  }

  public BigDecimal inputCost() {
    return charge.inputCost();
  }

  public BigDecimal outputCost() {
    return charge.outputCost();
  }

  /** Fees, and what side calls cost. */
  public BigDecimal otherCost() {
    return sideCalls.stream()
        .map(PricedSideCall::amount)
        .reduce(charge.otherCost(), BigDecimal::add);
  }

  public BigDecimal totalCost() {
    return inputCost().add(outputCost()).add(otherCost());
  }

  /**
   * A call within a call.
   *
   * @param kind what the provider calls it
   * @param match null if no price is known for its model, as is the charge
   */
  public record PricedSideCall(
      String kind, Usage usage, @Nullable MatchedPrice match, @Nullable Charge charge) {

    /** What it adds to the total. */
    public BigDecimal amount() {
      return charge == null ? BigDecimal.ZERO : charge.totalCost();
    }
  }
}
