package dev.signalbox.cost.usage;

import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which price holds for which bucket, when only some have one: that of the narrowest bucket that
 * includes it. Between two equally narrow ones, cached audio for instance, the cache counts.
 */
public final class Cover {

  private static final Comparator<Bucket> NARROWEST =
      Comparator.comparing(Bucket::narrowness).thenComparing(Bucket::cached);

  /** Nothing has a price. */
  public static final Cover NOTHING = new Cover(Set.of());

  private final Map<Bucket, Bucket> pricedAs = new EnumMap<>(Bucket.class);
  private final Map<Bucket, Bucket> shown = new EnumMap<>(Bucket.class);

  public Cover(Set<Bucket> priced) {
    for (Bucket bucket : Bucket.values()) {
      priced.stream()
          .filter(bucket::within)
          .max(NARROWEST)
          .ifPresent(price -> pricedAs.put(bucket, price));
    }
    for (Bucket bucket : Bucket.values()) {
      Bucket plain = bucket.regardlessOfText();
      boolean alike = bucket.text() && pricedAs(plain).equals(pricedAs(bucket));
      shown.put(bucket, alike ? plain : bucket);
    }
  }

  /** The bucket whose price holds; empty if none does. */
  public Optional<Bucket> pricedAs(Bucket bucket) {
    return Optional.ofNullable(pricedAs.get(bucket));
  }

  @Nullable Bucket priceOf(Bucket bucket) {
    return pricedAs.get(bucket);
  }

  /**
   * The bucket under which it is shown: text has one of its own only if it has a price of its own.
   */
  Bucket shown(Bucket bucket) {
    return shown.getOrDefault(bucket, bucket);
  }
}
