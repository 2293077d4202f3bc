package dev.signalbox.cost.usage;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Finds the tier that served a call: OpenAI and Anthropic say {@code service_tier}, in the answer
 * or in its usage; Gemini {@code serviceTier} and {@code trafficType}; Bedrock {@code
 * serviceTier.type}.
 */
final class ReportedTier {

  private static final List<String> FIELDS = List.of("service_tier", "serviceTier", "trafficType");

  private ReportedTier() {}

  /** The standard one if nothing is said, or nothing that is understood. */
  static ServiceTier of(JsonNode usage, JsonNode answer) {
    return find(usage).or(() -> find(answer)).orElse(ServiceTier.STANDARD);
  }

  private static Optional<ServiceTier> find(JsonNode object) {
    for (String field : FIELDS) {
      @Nullable JsonNode value = object.get(field);
      if (value != null && value.isObject()) {
        value = value.get("type");
      }
      if (value != null && value.isString()) {
        return ServiceTier.reported(value.stringValue());
      }
    }
    return Optional.empty();
  }
}
