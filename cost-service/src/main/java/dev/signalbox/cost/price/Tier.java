package dev.signalbox.cost.price;

/**
 * The rates above a threshold.
 *
 * @param above 0 for the lowest tier; what it is a number of, the card's {@link TierRule} says
 */
public record Tier(long above, Rates rates) {}
