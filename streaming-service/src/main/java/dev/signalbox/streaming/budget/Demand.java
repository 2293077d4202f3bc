package dev.signalbox.streaming.budget;

import org.jspecify.annotations.Nullable;

/**
 * The most that an attempt may use.
 *
 * @param team whose prices hold
 * @param model without the provider
 * @param textOnly whether neither sound nor image goes in or comes out
 */
public record Demand(
    @Nullable String team,
    String provider,
    String model,
    boolean textOnly,
    long inputTokens,
    long outputTokens) {}
