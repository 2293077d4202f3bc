package dev.signalbox.cost.price;

/**
 * The rates of a request whose input is longer than a threshold. They hold for the whole request,
 * not only for the tokens above the threshold.
 *
 * @param aboveInputTokens 0 for the lowest tier
 */
public record Tier(long aboveInputTokens, Rates rates) {}
