package dev.signalbox.cost.usage;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A kind of token with a price of its own. A token is counted in exactly one bucket, so that the
 * costs of the buckets add up to the cost of the call.
 */
public enum Bucket {
  /** Input that was neither read from nor written to a cache, and is text. */
  INPUT_UNCACHED(Side.INPUT, null),
  INPUT_CACHE_READ(Side.INPUT, INPUT_UNCACHED),
  /** Input kept for five minutes, or for as long as the provider keeps it by default. */
  INPUT_CACHE_WRITE_5M(Side.INPUT, INPUT_UNCACHED),
  INPUT_CACHE_WRITE_1H(Side.INPUT, INPUT_CACHE_WRITE_5M),
  INPUT_AUDIO(Side.INPUT, INPUT_UNCACHED),
  INPUT_IMAGE(Side.INPUT, INPUT_UNCACHED),
  /** Text that the caller sees, tool calls included. */
  OUTPUT_VISIBLE(Side.OUTPUT, null),
  OUTPUT_REASONING(Side.OUTPUT, OUTPUT_VISIBLE),
  OUTPUT_AUDIO(Side.OUTPUT, OUTPUT_VISIBLE);

  private final Side side;
  private final @Nullable Bucket pricedLike;

  Bucket(Side side, @Nullable Bucket pricedLike) {
    this.side = side;
    this.pricedLike = pricedLike;
  }

  public Side side() {
    return side;
  }

  /** Whose rate holds where a price names none for this bucket; empty for the two that need one. */
  public Optional<Bucket> pricedLike() {
    return Optional.ofNullable(pricedLike);
  }

  /** The name in JSON and in the database: lower snake case. */
  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Bucket> ofWireName(String name) {
    return Arrays.stream(values()).filter(bucket -> bucket.wireName().equals(name)).findFirst();
  }

  /** Which way a token went. */
  public enum Side {
    INPUT,
    OUTPUT
  }
}
