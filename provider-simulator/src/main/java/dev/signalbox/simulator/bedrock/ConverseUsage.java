package dev.signalbox.simulator.bedrock;

import dev.signalbox.simulator.protocol.TokenUsage;
import dev.signalbox.simulator.script.Bucket;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Usage: input tokens are those not from or for a cache, output includes reasoning. */
final class ConverseUsage {

  private ConverseUsage() {}

  /** Of a whole answer, with what is zero. */
  static ObjectNode whole(JsonMapper json, TokenUsage tokens) {
    return of(json, tokens, true);
  }

  /** Of a stream, where caches are told of only if they were used. */
  static ObjectNode streamed(JsonMapper json, TokenUsage tokens) {
    return of(json, tokens, tokens.of(Bucket.CACHE_READ) + tokens.cacheWrites() > 0);
  }

  private static ObjectNode of(JsonMapper json, TokenUsage tokens, boolean caches) {
    ObjectNode usage = json.createObjectNode();
    if (tokens.cacheWrites() > 0) {
      ArrayNode details = usage.putArray("cacheDetails");
      written(details, "1h", tokens.of(Bucket.CACHE_WRITE_1H));
      written(details, "5m", tokens.of(Bucket.CACHE_WRITE_5M));
    }
    if (caches) {
      int read = tokens.of(Bucket.CACHE_READ);
      usage.put("cacheReadInputTokenCount", read).put("cacheReadInputTokens", read);
      usage.put("cacheWriteInputTokenCount", tokens.cacheWrites());
      usage.put("cacheWriteInputTokens", tokens.cacheWrites());
    }
    usage.put("inputTokens", tokens.of(Bucket.INPUT)).put("outputTokens", tokens.allOutput());
    usage.putObject("serverToolUsage");
    return usage.put("totalTokens", tokens.total());
  }

  private static void written(ArrayNode details, String lifetime, int tokens) {
    if (tokens > 0) {
      details.addObject().put("inputTokens", tokens).put("ttl", lifetime);
    }
  }
}
