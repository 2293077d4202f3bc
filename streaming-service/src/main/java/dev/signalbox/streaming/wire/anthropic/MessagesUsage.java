package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.TokenBuckets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code usage} object in disjoint buckets and back. {@code input_tokens} excludes what is read
 * from and written to a cache, {@code output_tokens} includes thinking. A stream reports in pieces,
 * each of which replaces what it repeats.
 */
final class MessagesUsage {

  private MessagesUsage() {}

  /** Puts a later piece over what was reported so far. */
  static void merge(JsonNode piece, ObjectNode reported) {
    piece
        .properties()
        .forEach(
            field -> {
              if (!field.getValue().isNull()) {
                reported.set(field.getKey(), field.getValue());
              }
            });
  }

  static TokenBuckets buckets(JsonNode usage) {
    TokenBuckets buckets = counted(usage);
    for (JsonNode iteration : usage.path("iterations")) {
      // The only ones that the figures above leave out (the SDK's BetaIterationsUsage).
      if (iteration.path("type").asString("").equals("compaction")) {
        buckets = sum(buckets, counted(iteration));
      }
    }
    return buckets;
  }

  private static TokenBuckets counted(JsonNode usage) {
    long written = count(usage, "cache_creation_input_tokens");
    JsonNode byTtl = usage.path("cache_creation");
    long written1h = count(byTtl, "ephemeral_1h_input_tokens");
    long written5m =
        Math.max(count(byTtl, "ephemeral_5m_input_tokens"), Math.max(0, written - written1h));
    long output = count(usage, "output_tokens");
    long thinking = Math.min(output, count(usage.path("output_tokens_details"), "thinking_tokens"));
    return new TokenBuckets(
        count(usage, "input_tokens"),
        count(usage, "cache_read_input_tokens"),
        written5m,
        written1h,
        0,
        0,
        output - thinking,
        thinking,
        0);
  }

  private static TokenBuckets sum(TokenBuckets one, TokenBuckets other) {
    return new TokenBuckets(
        one.inputUncached() + other.inputUncached(),
        one.inputCacheRead() + other.inputCacheRead(),
        one.inputCacheWrite5m() + other.inputCacheWrite5m(),
        one.inputCacheWrite1h() + other.inputCacheWrite1h(),
        0,
        0,
        one.outputVisible() + other.outputVisible(),
        one.outputReasoning() + other.outputReasoning(),
        0);
  }

  /** Before anything is counted. */
  static void writeNothing(ObjectNode usage) {
    usage
        .put("input_tokens", 0)
        .putNull("cache_creation_input_tokens")
        .putNull("cache_read_input_tokens")
        .put("output_tokens", 0)
        .putNull("cache_creation")
        .putNull("output_tokens_details")
        .putNull("server_tool_use")
        .putNull("service_tier");
  }

  /** Sound and images count as input like any other. */
  static void write(TokenBuckets buckets, ObjectNode usage) {
    long written5m = buckets.inputCacheWrite5m();
    long written1h = buckets.inputCacheWrite1h();
    usage
        .put("input_tokens", buckets.inputUncached() + buckets.inputAudio() + buckets.inputImage())
        .put("cache_creation_input_tokens", written5m + written1h)
        .put("cache_read_input_tokens", buckets.inputCacheRead())
        .put("output_tokens", buckets.output());
    usage
        .putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", written5m)
        .put("ephemeral_1h_input_tokens", written1h);
    usage.putObject("output_tokens_details").put("thinking_tokens", buckets.outputReasoning());
    usage.putNull("server_tool_use").putNull("service_tier");
  }

  private static long count(JsonNode node, String field) {
    return Math.max(0, node.path(field).asLong(0));
  }
}
