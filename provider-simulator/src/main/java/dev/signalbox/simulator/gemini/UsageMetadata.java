package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.protocol.TokenUsage;
import dev.signalbox.simulator.script.Bucket;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Usage: cached tokens are part of the prompt's, thoughts are not part of the candidates'. */
final class UsageMetadata {

  private UsageMetadata() {}

  static ObjectNode of(JsonMapper json, TokenUsage tokens) {
    ObjectNode usage = json.createObjectNode();
    int cached = tokens.of(Bucket.CACHE_READ);
    int thoughts = tokens.of(Bucket.REASONING);
    usage.put("promptTokenCount", tokens.allInput());
    if (tokens.of(Bucket.OUTPUT) > 0) {
      usage.put("candidatesTokenCount", tokens.of(Bucket.OUTPUT));
    }
    usage.put("totalTokenCount", tokens.total());
    if (cached > 0) {
      usage.put("cachedContentTokenCount", cached);
    }
    text(usage, "promptTokensDetails", tokens.allInput());
    if (cached > 0) {
      text(usage, "cacheTokensDetails", cached);
    }
    if (thoughts > 0) {
      usage.put("thoughtsTokenCount", thoughts);
    }
    return usage;
  }

  private static void text(ObjectNode usage, String field, int count) {
    usage.putArray(field).addObject().put("modality", "TEXT").put("tokenCount", count);
  }
}
