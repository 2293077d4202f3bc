package dev.signalbox.simulator.protocol;

import dev.signalbox.simulator.script.Bucket;
import java.util.EnumMap;
import java.util.Map;

/** Tokens of a request and its answer in buckets that do not overlap. */
public record TokenUsage(Map<Bucket, Integer> counts) {

  static TokenUsage counted(int input, int output, int reasoning) {
    return new TokenUsage(
        Map.of(Bucket.INPUT, input, Bucket.OUTPUT, output, Bucket.REASONING, reasoning));
  }

  public TokenUsage with(Map<Bucket, Integer> instead) {
    Map<Bucket, Integer> all = new EnumMap<>(Bucket.class);
    all.putAll(counts);
    all.putAll(instead);
    return new TokenUsage(all);
  }

  public int of(Bucket bucket) {
    return counts.getOrDefault(bucket, 0);
  }

  /** Everything written to a cache. */
  public int cacheWrites() {
    return of(Bucket.CACHE_WRITE_5M) + of(Bucket.CACHE_WRITE_1H);
  }

  /** Everything that went in, from the cache or not. */
  public int allInput() {
    return of(Bucket.INPUT) + of(Bucket.CACHE_READ) + cacheWrites();
  }

  /** Everything that came out, reasoning included. */
  public int allOutput() {
    return of(Bucket.OUTPUT) + of(Bucket.REASONING);
  }

  public int total() {
    return allInput() + allOutput();
  }
}
