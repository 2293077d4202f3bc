package dev.signalbox.streaming.provider;

import dev.signalbox.streaming.wire.ReasoningCount;
import java.net.URI;
import java.util.Map;

/**
 * A model at the place where it is reached.
 *
 * @param provider the provider's id, also when the simulator stands in for it
 * @param model without the provider
 * @param wireModel the name the provider knows
 * @param known whether the model is in the catalogue, so that its name may label a metric
 */
public record Target(
    String provider,
    String model,
    String wireModel,
    URI chatEndpoint,
    Credential credential,
    boolean simulated,
    boolean known,
    ReasoningCount reasoning) {

  /** {@code provider/model}. */
  public String name() {
    return provider + '/' + model;
  }

  /** Headers that carry the key. */
  public record Credential(Map<String, String> headers) {

    static final Credential NONE = new Credential(Map.of());

    @Override
    public String toString() {
      return headers.keySet().toString();
    }
  }
}
