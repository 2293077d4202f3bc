package dev.signalbox.cost.usage;

import tools.jackson.databind.JsonNode;

/** The one place where a provider's own usage report becomes disjoint buckets. */
public final class UsageExtraction {

  private UsageExtraction() {}

  /**
   * Reads a usage object exactly as the provider sent it.
   *
   * @param provider the name in the price table, not an alias of it
   * @throws InvalidUsageException if a count is missing that must be there, or contradicts another
   */
  public static Usage extract(String provider, ApiFlavor flavor, JsonNode usage) {
    return switch (flavor) {
      case CHAT -> ChatUsage.read(usage, ReasoningConvention.of(provider));
    };
  }
}
