package dev.signalbox.cost.usage;

import java.util.List;
import java.util.Optional;

/**
 * What a provider's report says.
 *
 * @param model the model that answered; empty if only the usage object was given
 * @param tier the tier that served the call
 * @param sideCalls what the provider had other calls of models do for this one, and bills beside it
 */
public record ReportedUsage(
    Usage usage, Optional<String> model, ServiceTier tier, List<SideCall> sideCalls) {

  public ReportedUsage {
    sideCalls = List.copyOf(sideCalls);
  }

  /** Counts of our own: of a call without side calls. */
  public static ReportedUsage of(Usage usage) {
    return new ReportedUsage(usage, Optional.empty(), ServiceTier.STANDARD, List.of());
  }

  /**
   * A call within a call.
   *
   * @param kind what the provider calls it
   * @param model the model that did it; empty if it is the one that answered
   */
  public record SideCall(String kind, Optional<String> model, Usage usage) {}
}
