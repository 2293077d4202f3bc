package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.TokenBuckets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The {@code usage} object of Converse in disjoint buckets. {@code inputTokens} excludes what was
 * read from or written to the cache; {@code outputTokens} includes reasoning, which is not told
 * apart.
 */
final class ConverseUsage {

  private ConverseUsage() {}

  static TokenBuckets buckets(JsonNode usage) {
    long cacheWrite = count(usage, "cacheWriteInputTokens");
    long hourly = 0;
    for (JsonNode detail : usage.path("cacheDetails")) {
      if (detail.path("ttl").asString("").equals("1h")) {
        hourly += count(detail, "inputTokens");
      }
    }
    hourly = Math.min(hourly, cacheWrite);
    return new TokenBuckets(
        count(usage, "inputTokens"),
        count(usage, "cacheReadInputTokens"),
        cacheWrite - hourly,
        hourly,
        0,
        0,
        count(usage, "outputTokens"),
        0,
        0);
  }

  static ObjectNode object(TokenBuckets buckets, JsonMapper json) {
    long cacheWrite = buckets.inputCacheWrite5m() + buckets.inputCacheWrite1h();
    ObjectNode usage =
        json.createObjectNode()
            .put("inputTokens", buckets.input() - buckets.inputCacheRead() - cacheWrite)
            .put("outputTokens", buckets.output())
            .put("totalTokens", buckets.input() + buckets.output());
    if (buckets.inputCacheRead() > 0 || cacheWrite > 0) {
      usage
          .put("cacheReadInputTokens", buckets.inputCacheRead())
          .put("cacheWriteInputTokens", cacheWrite);
    }
    if (cacheWrite > 0) {
      ArrayNode details = usage.putArray("cacheDetails");
      detail(details, "1h", buckets.inputCacheWrite1h());
      detail(details, "5m", buckets.inputCacheWrite5m());
    }
    return usage;
  }

  private static void detail(ArrayNode details, String ttl, long tokens) {
    if (tokens > 0) {
      details.addObject().put("ttl", ttl).put("inputTokens", tokens);
    }
  }

  private static long count(JsonNode node, String field) {
    return Math.max(0, node.path(field).asLong(0));
  }
}
