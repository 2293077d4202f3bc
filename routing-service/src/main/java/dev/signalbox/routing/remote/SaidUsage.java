package dev.signalbox.routing.remote;

import dev.signalbox.routing.agent.Agent;
import dev.signalbox.routing.model.ModelAnswer;
import tools.jackson.databind.JsonNode;

/**
 * What an agent says it took, in the metadata of its answer: {@code usage} with {@code
 * input_tokens} and {@code output_tokens}, or the names that OpenAI has for them. Nobody has to
 * believe it, so what makes no sense counts as nothing.
 */
record SaidUsage(String model, long inputTokens, long outputTokens) {

  private static final int LONGEST_MODEL = 200;

  static final SaidUsage NOTHING = new SaidUsage("", 0, 0);

  /** The same, with whatever this metadata says on top. */
  SaidUsage and(JsonNode metadata) {
    JsonNode usage = metadata.path("usage");
    String said = metadata.path("model").asString("");
    return new SaidUsage(
        said.isEmpty() || said.length() > LONGEST_MODEL ? model : said,
        Math.max(inputTokens, tokens(usage, "input_tokens", "prompt_tokens")),
        Math.max(outputTokens, tokens(usage, "output_tokens", "completion_tokens")));
  }

  /** Who answers, as it says. */
  ModelAnswer answer(Agent agent) {
    return new ModelAnswer(agent.kind().code(), model, false);
  }

  private static long tokens(JsonNode usage, String name, String otherName) {
    JsonNode count = usage.has(name) ? usage.path(name) : usage.path(otherName);
    return count.isIntegralNumber() && count.canConvertToInt() ? Math.max(0, count.intValue()) : 0;
  }
}
