package dev.signalbox.cost.usage;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * What a call used. A bucket that nothing was reported for is absent, which is not the same as a
 * reported zero.
 */
public final class Usage {

  /** Far beyond any context window, and small enough that nothing overflows. */
  public static final long MOST = 1_000_000_000_000L;

  private static final BigDecimal LIMIT = BigDecimal.valueOf(MOST);
  private static final Comparator<Map.Entry<Bucket, BigDecimal>> NARROWEST_FIRST =
      Comparator.comparing(count -> -count.getKey().narrowness());

  /**
   * What no narrower bucket was reported for. Below zero where reports overlap: cached audio, for
   * instance, that is reported as cached and as audio, but not as both.
   */
  private final Map<Bucket, BigDecimal> rest;

  private Usage(Map<Bucket, BigDecimal> rest) {
    this.rest = rest;
  }

  /**
   * From counts that each include those of narrower buckets.
   *
   * @throws InvalidUsageException if a count cannot be right
   */
  public static Usage reported(Map<Bucket, BigDecimal> counts) {
    EnumMap<Bucket, BigDecimal> rest = new EnumMap<>(Bucket.class);
    List<Map.Entry<Bucket, BigDecimal>> narrowestFirst = new ArrayList<>(counts.entrySet());
    narrowestFirst.sort(NARROWEST_FIRST);
    for (Map.Entry<Bucket, BigDecimal> count : narrowestFirst) {
      BigDecimal checked = checked(count.getKey(), count.getValue());
      rest.put(count.getKey(), checked.subtract(sumWithin(count.getKey(), rest)));
    }
    return new Usage(rest);
  }

  /**
   * From counts that are disjoint already.
   *
   * @throws InvalidUsageException if a count cannot be right
   */
  public static Usage disjoint(Map<Bucket, Long> counts) {
    EnumMap<Bucket, BigDecimal> rest = new EnumMap<>(Bucket.class);
    counts.forEach((bucket, count) -> rest.put(bucket, checked(bucket, BigDecimal.valueOf(count))));
    return new Usage(rest);
  }

  /** From what {@link #counts} of another one said. */
  public static Usage counted(Map<Bucket, BigDecimal> counts) {
    EnumMap<Bucket, BigDecimal> rest = new EnumMap<>(Bucket.class);
    rest.putAll(counts);
    return new Usage(rest);
  }

  /** Everything that was reported, each thing once; below zero where reports overlap. */
  public Map<Bucket, BigDecimal> counts() {
    return Collections.unmodifiableMap(rest);
  }

  /** Whether the other one has the same counts; none is the same as zero here. */
  public boolean isSameAs(Usage other) {
    return Arrays.stream(Bucket.values())
        .allMatch(
            bucket ->
                rest.getOrDefault(bucket, BigDecimal.ZERO)
                        .compareTo(other.rest.getOrDefault(bucket, BigDecimal.ZERO))
                    == 0);
  }

  private static BigDecimal checked(Bucket bucket, BigDecimal count) {
    if (count.signum() < 0 || count.compareTo(LIMIT) > 0) {
      throw new InvalidUsageException(
          bucket.wireName(), "must be between 0 and %,d".formatted(MOST));
    }
    return count;
  }

  private static BigDecimal sumWithin(Bucket bucket, Map<Bucket, BigDecimal> counts) {
    BigDecimal sum = BigDecimal.ZERO;
    for (Map.Entry<Bucket, BigDecimal> entry : counts.entrySet()) {
      if (entry.getKey().within(bucket)) {
        sum = sum.add(entry.getValue());
      }
    }
    return sum;
  }

  /** The count of the bucket with all narrower ones. */
  public BigDecimal total(Bucket bucket) {
    return sumWithin(bucket, rest);
  }

  /** All tokens that went in. */
  public long input() {
    return total(Bucket.INPUT_UNCACHED).longValueExact();
  }

  /** All tokens that came out. */
  public long output() {
    return total(Bucket.OUTPUT_VISIBLE).longValueExact();
  }

  /** Everything in disjoint parts, whatever their prices. */
  public List<Share> parts() {
    return split(Cover.NOTHING);
  }

  /**
   * Everything in disjoint parts, each of them with one price.
   *
   * @throws InvalidUsageException if parts are reported that are more than their whole
   */
  public List<Share> split(Cover cover) {
    EnumMap<Bucket, BigDecimal> shares = new EnumMap<>(Bucket.class);
    boolean overlapping = false;
    for (Map.Entry<Bucket, BigDecimal> entry : rest.entrySet()) {
      BigDecimal share =
          shares.merge(cover.shown(entry.getKey()), entry.getValue(), BigDecimal::add);
      overlapping |= share.signum() < 0;
    }
    if (overlapping) {
      new Overlap(shares, cover).settle();
    }
    List<Share> all = new ArrayList<>(shares.size());
    shares.forEach(
        (bucket, quantity) -> all.add(new Share(bucket, quantity, cover.priceOf(bucket))));
    return all;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Usage usage && rest.equals(usage.rest);
  }

  @Override
  public int hashCode() {
    return rest.hashCode();
  }

  @Override
  public String toString() {
    return rest.toString();
  }
}
