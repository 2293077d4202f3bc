package dev.signalbox.streaming.meter;

/**
 * What is attempted.
 *
 * @param model without the provider
 * @param requestedModel as the client named it
 * @param apiFlavor the form of the provider's usage report, as price tables call it
 * @param known whether provider and model may label a metric
 */
public record Attempted(
    String provider,
    String model,
    String requestedModel,
    String apiFlavor,
    boolean simulated,
    boolean known,
    long estimatedInputTokens) {

  private static final String EMBEDDINGS = "embeddings";

  /** As the semantic conventions for generative AI call it. */
  public String operation() {
    return apiFlavor.equals(EMBEDDINGS) ? EMBEDDINGS : "chat";
  }
}
