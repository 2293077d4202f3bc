package dev.signalbox.cost.price;

import dev.signalbox.cost.price.PriceChange.Kind;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Whether changes look like changes of prices. A stray bracket loses models by the hundred, and a
 * mistaken unit moves a price a thousandfold.
 */
final class Plausibility {

  private static final int MOST_REMOVED_PERCENT = 10;
  private static final BigDecimal LARGEST_STEP = BigDecimal.TEN;
  private static final List<Bucket> LOOKED_AT =
      List.of(Bucket.INPUT_UNCACHED, Bucket.OUTPUT_VISIBLE);

  private Plausibility() {}

  /**
   * What speaks against the changes; empty if nothing does.
   *
   * @param models how many models have prices now
   */
  static Optional<String> doubt(List<PriceChange> changes, int models) {
    long removed = changes.stream().filter(change -> change.kind() == Kind.REMOVED).count();
    if (removed * 100 > (long) models * MOST_REMOVED_PERCENT) {
      return Optional.of("%d of %d models would have no price any more".formatted(removed, models));
    }
    return changes.stream()
        .filter(change -> change.kind() == Kind.CHANGED && leaps(change))
        .map(
            change ->
                "a price of %s/%s would change more than tenfold"
                    .formatted(change.provider(), change.model()))
        .findFirst();
  }

  private static boolean leaps(PriceChange change) {
    Rates before = lowest(change.before());
    Rates after = lowest(change.after());
    return LOOKED_AT.stream()
        .anyMatch(bucket -> leaps(before.usd().get(bucket), after.usd().get(bucket)));
  }

  private static boolean leaps(@Nullable BigDecimal before, @Nullable BigDecimal after) {
    if (before == null || after == null || before.signum() == 0 || after.signum() == 0) {
      return false;
    }
    return before.multiply(LARGEST_STEP).compareTo(after) < 0
        || after.multiply(LARGEST_STEP).compareTo(before) < 0;
  }

  private static Rates lowest(List<Price> prices) {
    return prices.getLast().card(ServiceTier.STANDARD).tiers().getFirst().rates();
  }
}
