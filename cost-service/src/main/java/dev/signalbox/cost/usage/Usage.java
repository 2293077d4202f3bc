package dev.signalbox.cost.usage;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;

/**
 * Tokens by bucket. A bucket that nothing was reported for is absent, which is not the same as a
 * reported zero.
 *
 * @param tokens in the order of the buckets; never negative, never more than {@link #MOST_TOKENS}
 */
public record Usage(Map<Bucket, Long> tokens) {

  /** Far beyond any context window, and small enough that nothing overflows. */
  public static final long MOST_TOKENS = 1_000_000_000_000L;

  public Usage {
    EnumMap<Bucket, Long> copy = new EnumMap<>(Bucket.class);
    copy.putAll(tokens);
    copy.forEach(
        (bucket, count) -> {
          if (count < 0 || count > MOST_TOKENS) {
            throw new InvalidUsageException(
                bucket.wireName(), "must be between 0 and %,d".formatted(MOST_TOKENS));
          }
        });
    tokens = Collections.unmodifiableMap(copy);
  }

  public long input() {
    return sum(Bucket.Side.INPUT);
  }

  public long output() {
    return sum(Bucket.Side.OUTPUT);
  }

  private long sum(Bucket.Side side) {
    return tokens.entrySet().stream()
        .filter(entry -> entry.getKey().side() == side)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }
}
