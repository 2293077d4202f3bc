package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.protocol.TokenUsage;
import dev.signalbox.simulator.script.Bucket;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Usage: input tokens are those not from or for a cache, output includes thinking. */
final class MessageUsage {

  private final JsonMapper json;

  MessageUsage(JsonMapper json) {
    this.json = json;
  }

  /** Of a whole message. */
  ObjectNode whole(TokenUsage tokens) {
    ObjectNode usage = input(tokens);
    caches(usage, tokens);
    return rest(output(usage, tokens));
  }

  /** Of a message that has only begun. */
  ObjectNode begun(TokenUsage tokens) {
    ObjectNode usage = input(tokens);
    caches(usage, tokens);
    return rest(usage.put("output_tokens", 1));
  }

  /** At the end of a stream. */
  ObjectNode ended(TokenUsage tokens) {
    return output(input(tokens), tokens);
  }

  private ObjectNode input(TokenUsage tokens) {
    return json.createObjectNode()
        .put("input_tokens", tokens.of(Bucket.INPUT))
        .put("cache_creation_input_tokens", tokens.cacheWrites())
        .put("cache_read_input_tokens", tokens.of(Bucket.CACHE_READ));
  }

  private static void caches(ObjectNode usage, TokenUsage tokens) {
    usage
        .putObject("cache_creation")
        .put("ephemeral_5m_input_tokens", tokens.of(Bucket.CACHE_WRITE_5M))
        .put("ephemeral_1h_input_tokens", tokens.of(Bucket.CACHE_WRITE_1H));
  }

  private static ObjectNode output(ObjectNode usage, TokenUsage tokens) {
    usage.put("output_tokens", tokens.allOutput());
    if (tokens.of(Bucket.REASONING) > 0) {
      usage.putObject("output_tokens_details").put("thinking_tokens", tokens.of(Bucket.REASONING));
    }
    return usage;
  }

  private static ObjectNode rest(ObjectNode usage) {
    return usage.put("service_tier", "standard").put("inference_geo", "not_available");
  }
}
