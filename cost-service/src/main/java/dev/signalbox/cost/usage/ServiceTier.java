package dev.signalbox.cost.usage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How soon and how surely a provider serves a call, which prices depend on. */
public enum ServiceTier {
  STANDARD,
  BATCH,
  FLEX,
  PRIORITY,
  /** Capacity that was bought beforehand. */
  RESERVED;

  /** The name in JSON and in the database. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ServiceTier> ofWireName(String name) {
    return Arrays.stream(values()).filter(tier -> tier.wireName().equals(name)).findFirst();
  }

  /** By what a provider calls it. */
  static Optional<ServiceTier> reported(String name) {
    return switch (name.toLowerCase(Locale.ROOT)) {
      case "standard", "default", "auto", "on_demand" -> Optional.of(STANDARD);
      case "batch", "on_demand_batch" -> Optional.of(BATCH);
      case "flex", "on_demand_flex" -> Optional.of(FLEX);
      case "priority", "on_demand_priority" -> Optional.of(PRIORITY);
      case "scale", "reserved", "provisioned_throughput" -> Optional.of(RESERVED);
      default -> Optional.empty();
    };
  }
}
