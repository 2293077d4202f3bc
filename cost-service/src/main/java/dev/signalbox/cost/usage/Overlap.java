package dev.signalbox.cost.usage;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Makes parts disjoint that were reported twice. Nothing is said about what is in both; it is left
 * with the cache, and taken from the kind of content. Sums of what has one price stay as they are
 * as long as that is possible.
 */
final class Overlap {

  private static final Comparator<Bucket> CONTENT_FIRST =
      Comparator.comparing(Bucket::cached)
          .thenComparing(Bucket::text)
          .thenComparing(Comparator.comparing(Bucket::narrowness).reversed())
          .thenComparing(Comparator.naturalOrder());

  private final Map<Bucket, BigDecimal> shares;
  private final Cover cover;

  Overlap(Map<Bucket, BigDecimal> shares, Cover cover) {
    this.shares = shares;
    this.cover = cover;
  }

  void settle() {
    for (Bucket bucket : List.copyOf(shares.keySet())) {
      BigDecimal missing = count(bucket).negate();
      if (missing.signum() > 0) {
        shares.put(bucket, BigDecimal.ZERO);
        missing = take(missing, bucket, true);
        missing = take(missing, bucket, false);
        if (missing.signum() > 0) {
          throw new InvalidUsageException(
              bucket.wireName(), "must not be less than what is reported as part of it");
        }
      }
    }
  }

  /** Takes from other buckets what is missing and returns what still is. */
  private BigDecimal take(BigDecimal missing, Bucket from, boolean samePrice) {
    @Nullable Bucket price = cover.priceOf(from);
    List<Bucket> givers =
        shares.keySet().stream()
            .filter(giver -> giver != from && giver.family() == from.family())
            .filter(giver -> giver.side() == from.side())
            .filter(
                giver ->
                    samePrice
                        ? Objects.equals(cover.priceOf(giver), price)
                        : giver.within(from) && !giver.cached())
            .sorted(CONTENT_FIRST)
            .toList();
    BigDecimal left = missing;
    for (Bucket giver : givers) {
      BigDecimal taken = left.min(count(giver).max(BigDecimal.ZERO));
      shares.put(giver, count(giver).subtract(taken));
      left = left.subtract(taken);
    }
    return left;
  }

  private BigDecimal count(Bucket bucket) {
    return shares.getOrDefault(bucket, BigDecimal.ZERO);
  }
}
