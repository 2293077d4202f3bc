package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.protocol.TokenUsage;
import dev.signalbox.simulator.script.Bucket;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Usage of a chat completion: cached tokens are part of the prompt's, reasoning of the answer's.
 */
final class ChatUsage {

  private ChatUsage() {}

  static ObjectNode of(JsonMapper json, TokenUsage tokens) {
    ObjectNode usage = json.createObjectNode();
    usage.put("prompt_tokens", tokens.allInput());
    usage.put("completion_tokens", tokens.allOutput());
    usage.put("total_tokens", tokens.total());
    ObjectNode prompt = usage.putObject("prompt_tokens_details");
    prompt.put("cached_tokens", tokens.of(Bucket.CACHE_READ)).put("audio_tokens", 0);
    if (tokens.cacheWrites() > 0) {
      prompt.put("cache_write_tokens", tokens.cacheWrites());
    }
    usage
        .putObject("completion_tokens_details")
        .put("reasoning_tokens", tokens.of(Bucket.REASONING))
        .put("audio_tokens", 0)
        .put("accepted_prediction_tokens", 0)
        .put("rejected_prediction_tokens", 0);
    return usage;
  }
}
