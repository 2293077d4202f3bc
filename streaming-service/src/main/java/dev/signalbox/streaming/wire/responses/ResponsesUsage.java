package dev.signalbox.streaming.wire.responses;

import dev.signalbox.streaming.wire.TokenBuckets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code usage} object of responses. {@code input_tokens} includes what was read from and
 * written to the cache, {@code output_tokens} includes reasoning.
 */
final class ResponsesUsage {

  private ResponsesUsage() {}

  /** In disjoint buckets. */
  static TokenBuckets buckets(JsonNode usage) {
    JsonNode input = usage.path("input_tokens_details");
    JsonNode output = usage.path("output_tokens_details");
    long cacheRead = count(input, "cached_tokens");
    long cacheWrite = count(input, "cache_write_tokens");
    long audioIn = count(input, "audio_tokens");
    long imageIn = count(input, "image_tokens");
    long reasoning = count(output, "reasoning_tokens");
    long audioOut = count(output, "audio_tokens");
    return new TokenBuckets(
        rest(count(usage, "input_tokens"), cacheRead + cacheWrite + audioIn + imageIn),
        cacheRead,
        cacheWrite,
        0,
        audioIn,
        imageIn,
        rest(count(usage, "output_tokens"), reasoning + audioOut),
        reasoning,
        audioOut);
  }

  static void write(TokenBuckets buckets, ObjectNode usage) {
    usage.put("input_tokens", buckets.input());
    usage
        .putObject("input_tokens_details")
        .put("cached_tokens", buckets.inputCacheRead())
        .put("cache_write_tokens", buckets.inputCacheWrite5m() + buckets.inputCacheWrite1h());
    usage.put("output_tokens", buckets.output());
    usage.putObject("output_tokens_details").put("reasoning_tokens", buckets.outputReasoning());
    usage.put("total_tokens", buckets.input() + buckets.output());
  }

  private static long rest(long all, long parts) {
    return Math.max(0, all - parts);
  }

  private static long count(JsonNode node, String field) {
    return Math.max(0, node.path(field).asLong(0));
  }
}
