package dev.signalbox.registry.connector;

/**
 * A model that is not asked.
 *
 * @param reason {@code unreachable}: it is retired or unknown there, or there is no key for its
 *     provider; {@code unpriced}: nobody knows what it costs
 */
public record PassedOver(String model, String reason) {

  static final String UNREACHABLE = "unreachable";
  static final String UNPRICED = "unpriced";
}
