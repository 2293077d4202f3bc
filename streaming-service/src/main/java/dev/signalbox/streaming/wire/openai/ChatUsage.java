package dev.signalbox.streaming.wire.openai;

import dev.signalbox.streaming.wire.ReasoningCount;
import dev.signalbox.streaming.wire.TokenBuckets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code usage} object of chat completions and embeddings. {@code prompt_tokens} includes
 * cached, audio and image input, {@code completion_tokens} audio output; where reasoning is counted
 * differs.
 */
final class ChatUsage {

  private ChatUsage() {}

  /** In disjoint buckets. */
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
    long prompt =
        usage.hasNonNull("prompt_tokens")
            ? count(usage, "prompt_tokens")
            : rest(count(usage, "total_tokens"), completion);
    return new TokenBuckets(
        rest(prompt, cacheRead + cacheWrite + audioIn + imageIn),
        cacheRead,
        cacheWrite,
        0,
        audioIn,
        imageIn,
        rest(completion, hidden + audioOut),
        reasoning,
        audioOut);
  }

  /** As OpenAI counts, which has reasoning inside the completion. */
  static void write(TokenBuckets buckets, ObjectNode usage) {
    usage.put("prompt_tokens", buckets.input());
    usage.put("completion_tokens", buckets.output());
    usage.put("total_tokens", buckets.input() + buckets.output());
    usage
        .putObject("prompt_tokens_details")
        .put("cached_tokens", buckets.inputCacheRead())
        .put("cache_write_tokens", buckets.inputCacheWrite5m() + buckets.inputCacheWrite1h())
        .put("audio_tokens", buckets.inputAudio())
        .put("image_tokens", buckets.inputImage());
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", buckets.outputReasoning())
        .put("audio_tokens", buckets.outputAudio());
  }

  private static long rest(long all, long parts) {
    return Math.max(0, all - parts);
  }

  private static long count(JsonNode node, String field) {
    return Math.max(0, node.path(field).asLong(0));
  }
}
