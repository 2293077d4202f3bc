package dev.signalbox.cost.usage;

import java.util.EnumMap;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * The usage object of chat completions. {@code prompt_tokens} includes what was read from and
 * written to the cache, and {@code completion_tokens} includes reasoning unless the provider's
 * convention says otherwise; the details say how much of them that is.
 */
final class ChatUsage {

  private static final String PROMPT = "prompt_tokens";
  private static final String COMPLETION = "completion_tokens";
  private static final String PROMPT_DETAILS = "prompt_tokens_details";
  private static final String COMPLETION_DETAILS = "completion_tokens_details";

  private final TokenCounts counts;
  private final Map<Bucket, Long> buckets = new EnumMap<>(Bucket.class);

  private ChatUsage(TokenCounts counts) {
    this.counts = counts;
  }

  static Usage read(JsonNode usage, ReasoningConvention convention) {
    ChatUsage chat = new ChatUsage(new TokenCounts(usage));
    chat.readInput();
    chat.readOutput(convention);
    return new Usage(chat.buckets);
  }

  private void readInput() {
    long rest = counts.required(PROMPT);
    rest -= take(Bucket.INPUT_CACHE_READ, cached(), rest, PROMPT);
    rest -=
        take(
            Bucket.INPUT_CACHE_WRITE_5M,
            counts.optional(PROMPT_DETAILS, "cache_write_tokens"),
            rest,
            PROMPT);
    // Cached audio and images are reported in both figures: what the cache already has is left out.
    rest -= takeAtMost(Bucket.INPUT_AUDIO, counts.optional(PROMPT_DETAILS, "audio_tokens"), rest);
    rest -= takeAtMost(Bucket.INPUT_IMAGE, counts.optional(PROMPT_DETAILS, "image_tokens"), rest);
    buckets.put(Bucket.INPUT_UNCACHED, rest);
  }

  private void readOutput(ReasoningConvention convention) {
    long rest = counts.required(COMPLETION);
    TokenCount reasoning = counts.optional(COMPLETION_DETAILS, "reasoning_tokens");
    switch (convention) {
      case WITHIN_COMPLETION -> rest -= takeAtMost(Bucket.OUTPUT_REASONING, reasoning, rest);
      case BESIDE_COMPLETION -> takeAtMost(Bucket.OUTPUT_REASONING, reasoning, Usage.MOST_TOKENS);
    }
    rest -=
        takeAtMost(Bucket.OUTPUT_AUDIO, counts.optional(COMPLETION_DETAILS, "audio_tokens"), rest);
    buckets.put(Bucket.OUTPUT_VISIBLE, rest);
  }

  /** OpenAI's place first, then Moonshot's, then DeepSeek's. */
  private TokenCount cached() {
    TokenCount cached = counts.optional(PROMPT_DETAILS, "cached_tokens");
    if (cached instanceof TokenCount.Absent) {
      cached = counts.optional("cached_tokens");
    }
    if (cached instanceof TokenCount.Absent) {
      cached = counts.optional("prompt_cache_hit_tokens");
    }
    return cached;
  }

  private long take(Bucket bucket, TokenCount count, long available, String total) {
    if (count instanceof TokenCount.Reported(String field, long tokens) && tokens > available) {
      throw new InvalidUsageException(field, "must not be more than is left of " + total);
    }
    return takeAtMost(bucket, count, available);
  }

  private long takeAtMost(Bucket bucket, TokenCount count, long available) {
    return switch (count) {
      case TokenCount.Absent() -> 0;
      case TokenCount.Reported(String _, long tokens) -> {
        long taken = Math.min(tokens, available);
        buckets.put(bucket, taken);
        yield taken;
      }
    };
  }
}
