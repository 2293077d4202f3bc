package dev.signalbox.streaming.wire;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Tokens of an attempt in disjoint buckets: every token is counted in exactly one. In JSON a bucket
 * without tokens is left out.
 */
@JsonInclude(JsonInclude.Include.NON_DEFAULT)
public record TokenBuckets(
    long inputUncached,
    long inputCacheRead,
    @JsonProperty("input_cache_write_5m") long inputCacheWrite5m,
    @JsonProperty("input_cache_write_1h") long inputCacheWrite1h,
    long inputAudio,
    long inputImage,
    long outputVisible,
    long outputReasoning,
    long outputAudio) {

  public static final TokenBuckets NONE = of(0, 0);

  /** Tokens nothing more is known about. */
  public static TokenBuckets of(long input, long output) {
    return new TokenBuckets(input, 0, 0, 0, 0, 0, output, 0, 0);
  }

  /** The same, with more visible output if the whole of the output is less than that. */
  public TokenBuckets withOutputOfAtLeast(long output) {
    return new TokenBuckets(
        inputUncached,
        inputCacheRead,
        inputCacheWrite5m,
        inputCacheWrite1h,
        inputAudio,
        inputImage,
        outputVisible + Math.max(0, output - output()),
        outputReasoning,
        outputAudio);
  }

  /** All input tokens. */
  public long input() {
    return inputUncached
        + inputCacheRead
        + inputCacheWrite5m
        + inputCacheWrite1h
        + inputAudio
        + inputImage;
  }

  /** All output tokens. */
  public long output() {
    return outputVisible + outputReasoning + outputAudio;
  }
}
