package dev.signalbox.streaming.meter;

/**
 * What is attempted.
 *
 * @param model without the provider
 * @param requestedModel as the client named it
 * @param known whether provider and model may label a metric
 */
public record Attempted(
    String provider,
    String model,
    String requestedModel,
    boolean simulated,
    boolean known,
    long estimatedInputTokens) {}
