package dev.signalbox.cost.charge;

import dev.signalbox.cost.price.MatchedPrice;
import dev.signalbox.cost.price.Tier;

/** A charge with the price and the tier that it was made at. */
public record PricedUsage(MatchedPrice match, Tier tier, Charge charge) {}
