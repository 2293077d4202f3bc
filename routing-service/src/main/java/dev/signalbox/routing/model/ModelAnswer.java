package dev.signalbox.routing.model;

import java.net.http.HttpHeaders;

/**
 * Who answers, as streaming-service says in its headers.
 *
 * @param model {@code provider/model}, the one really used
 * @param simulated whether the provider simulator stood in for the provider
 */
public record ModelAnswer(String provider, String model, boolean simulated) {

  static ModelAnswer of(HttpHeaders headers, String requestedModel) {
    String model = headers.firstValue("X-Signalbox-Model").orElse(requestedModel);
    String provider =
        headers
            .firstValue("X-Signalbox-Provider")
            .orElse(model.contains("/") ? model.substring(0, model.indexOf('/')) : "");
    boolean simulated =
        headers.firstValue("X-Signalbox-Simulated").map(Boolean::parseBoolean).orElse(false);
    return new ModelAnswer(provider, model, simulated);
  }
}
