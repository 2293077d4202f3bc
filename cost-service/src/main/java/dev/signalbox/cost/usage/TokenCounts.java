package dev.signalbox.cost.usage;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** Reads the figures of a usage report and trusts none of them. */
final class TokenCounts {

  private final JsonNode usage;

  TokenCounts(JsonNode usage) {
    if (!usage.isObject()) {
      throw new InvalidUsageException("", "must be the provider's usage object");
    }
    this.usage = usage;
  }

  long required(String field) {
    return switch (optional(field)) {
      case TokenCount.Absent() -> throw new InvalidUsageException(field, "must be there");
      case TokenCount.Reported(String _, long tokens) -> tokens;
    };
  }

  TokenCount optional(String field) {
    return count(field, usage.get(field));
  }

  TokenCount optional(String object, String field) {
    JsonNode details = usage.get(object);
    if (details == null || details.isNull()) {
      return new TokenCount.Absent();
    }
    if (!details.isObject()) {
      throw new InvalidUsageException(object, "must be an object");
    }
    return count(object + "." + field, details.get(field));
  }

  private static TokenCount count(String field, @Nullable JsonNode node) {
    if (node == null || node.isNull()) {
      return new TokenCount.Absent();
    }
    if (!node.isIntegralNumber()) {
      throw new InvalidUsageException(field, "must be a whole number");
    }
    if (!node.canConvertToLong() || node.longValue() < 0 || node.longValue() > Usage.MOST_TOKENS) {
      throw new InvalidUsageException(
          field, "must be between 0 and %,d".formatted(Usage.MOST_TOKENS));
    }
    return new TokenCount.Reported(field, node.longValue());
  }
}
