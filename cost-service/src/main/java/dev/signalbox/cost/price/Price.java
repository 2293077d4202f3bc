package dev.signalbox.cost.price;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a model costs from a moment on. Never changed once it is in the table: a correction is a new
 * price with another id.
 *
 * @param validFrom null if it holds for as long as the model exists
 * @param tiers from the lowest threshold to the highest; the lowest is 0
 * @param source where the figures are from
 */
public record Price(
    String priceId,
    String provider,
    String model,
    @Nullable Instant validFrom,
    List<Tier> tiers,
    String source) {

  public Price {
    tiers = tiers.stream().sorted(Comparator.comparingLong(Tier::aboveInputTokens)).toList();
    if (tiers.isEmpty() || tiers.getFirst().aboveInputTokens() != 0) {
      throw new IllegalArgumentException("price " + priceId + " has no lowest tier");
    }
  }

  /** The tier of a request with that many input tokens in all. */
  public Tier tierFor(long inputTokens) {
    return tiers.reversed().stream()
        .filter(tier -> tier.aboveInputTokens() == 0 || inputTokens > tier.aboveInputTokens())
        .findFirst()
        .orElseThrow();
  }

  boolean holdsAt(Instant moment) {
    return validFrom == null || !validFrom.isAfter(moment);
  }
}
