package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.TokenBuckets;
import tools.jackson.databind.JsonNode;

/**
 * The {@code usage} object of chat completions in disjoint buckets. {@code prompt_tokens} includes
 * cached and audio input, {@code completion_tokens} audio output; where reasoning is counted
 * differs.
 */
final class ChatUsage {

  private ChatUsage() {}

  static TokenBuckets buckets(JsonNode usage, ReasoningCount reasoningCount) {
    JsonNode input = usage.path("prompt_tokens_details");
    JsonNode output = usage.path("completion_tokens_details");
    long cacheRead =
        Math.max(count(input, "cached_tokens"), count(usage, "prompt_cache_hit_tokens"));
    long cacheWrite = count(input, "cache_write_tokens");
    long audioIn = count(input, "audio_tokens");
    long imageIn = count(input, "image_tokens");
    long reasoning = count(output, "reasoning_tokens");
    long audioOut = count(output, "audio_tokens");
    long completion = count(usage, "completion_tokens");
    long hidden =
        switch (reasoningCount) {
          case INSIDE_COMPLETION -> reasoning;
          case BESIDE_COMPLETION -> 0;
        };
    return new TokenBuckets(
        rest(count(usage, "prompt_tokens"), cacheRead + cacheWrite + audioIn + imageIn),
        cacheRead,
        cacheWrite,
        0,
        audioIn,
        imageIn,
        rest(completion, hidden + audioOut),
        reasoning,
        audioOut);
  }

  private static long rest(long all, long parts) {
    return Math.max(0, all - parts);
  }

  private static long count(JsonNode node, String field) {
    return Math.max(0, node.path(field).asLong(0));
  }
}
