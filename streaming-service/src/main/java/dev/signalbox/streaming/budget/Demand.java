package dev.signalbox.streaming.budget;

/**
 * The most that an attempt may use.
 *
 * @param model without the provider
 * @param textOnly whether neither sound nor image goes in or comes out
 */
public record Demand(
    String provider, String model, boolean textOnly, long inputTokens, long outputTokens) {}
