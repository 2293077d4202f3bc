package dev.signalbox.simulator.cohere;

import dev.signalbox.simulator.protocol.TokenUsage;
import dev.signalbox.simulator.script.Bucket;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Usage: cached tokens are part of the input's, thinking is part of the output. */
final class ChatUsage {

  private ChatUsage() {}

  static ObjectNode of(JsonMapper json, TokenUsage tokens) {
    ObjectNode usage = json.createObjectNode();
    counts(usage.putObject("billed_units"), tokens);
    counts(usage.putObject("tokens"), tokens);
    return usage.put("cached_tokens", tokens.of(Bucket.CACHE_READ));
  }

  private static void counts(ObjectNode counts, TokenUsage tokens) {
    counts.put("input_tokens", tokens.allInput()).put("output_tokens", tokens.allOutput());
  }
}
