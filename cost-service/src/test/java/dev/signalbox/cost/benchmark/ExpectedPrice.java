package dev.signalbox.cost.benchmark;

import java.math.BigDecimal;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/**
 * What an answer of a provider must cost.
 *
 * @param key names the answer: the file that it was recorded in, and a digest of it
 * @param total only where it is not the sum of both
 */
record ExpectedPrice(
    String key,
    String provider,
    String flavor,
    String model,
    JsonNode body,
    BigDecimal input,
    BigDecimal output,
    Optional<BigDecimal> total) {

  String api() {
    return provider + " " + flavor + " " + model;
  }
}
