package dev.signalbox.simulator.responses;

import dev.signalbox.simulator.protocol.Answer;
import dev.signalbox.simulator.protocol.Fingerprint;
import dev.signalbox.simulator.protocol.TokenUsage;
import dev.signalbox.simulator.script.Bucket;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.DoubleNode;
import tools.jackson.databind.node.ObjectNode;

/** The object {@code response} of one request, in every state it goes through. */
final class ResponseObject {

  private final JsonMapper json;
  private final String id;
  private final long created;
  private final ResponsesRequest request;

  /**
   * For one request.
   *
   * @param created seconds since the epoch
   */
  ResponseObject(JsonMapper json, Fingerprint ids, long created, ResponsesRequest request) {
    this.json = json;
    this.id = "resp_" + ids.hex("response", 48);
    this.created = created;
    this.request = request;
  }

  ObjectNode inProgress() {
    return object("in_progress", "auto", state -> {}, json.createArrayNode(), null);
  }

  ObjectNode ended(Answer answer, ArrayNode output) {
    String missing = Ending.incompleteBecauseOf(answer.finishReason());
    return object(
        Ending.status(answer.finishReason()),
        "default",
        state -> {
          if (missing != null) {
            state.putObject("incomplete_details").put("reason", missing);
          }
        },
        output,
        answer.usage().object(this::usage));
  }

  ObjectNode failed(JsonNode error) {
    JsonNode code = error.path("code").isNull() ? error.path("type") : error.path("code");
    return object(
        "failed",
        "auto",
        state ->
            state
                .putObject("error")
                .put("code", code.asString(""))
                .put("message", error.path("message").asString("")),
        json.createArrayNode(),
        null);
  }

  private ObjectNode object(
      String status,
      String tier,
      Consumer<ObjectNode> state,
      ArrayNode output,
      @Nullable JsonNode usage) {
    ObjectNode response = json.createObjectNode();
    response.put("id", id).put("object", "response").put("created_at", created);
    response.put("status", status).put("background", false);
    response.putNull("error").putNull("incomplete_details");
    state.accept(response);
    response.set("instructions", asked("instructions", json.nullNode()));
    response.set("max_output_tokens", asked("max_output_tokens", json.nullNode()));
    response.putNull("max_tool_calls").put("model", request.inquiry().prompt().model());
    response.set("output", output);
    response.set("parallel_tool_calls", asked("parallel_tool_calls", json.booleanNode(true)));
    response.set("previous_response_id", asked("previous_response_id", json.nullNode()));
    response.putNull("prompt_cache_key").putNull("prompt_cache_retention");
    response.set("reasoning", reasoning());
    response.putNull("safety_identifier").put("service_tier", tier);
    response.set("store", asked("store", json.booleanNode(true)));
    response.set("temperature", asked("temperature", DoubleNode.valueOf(1.0)));
    response.set("text", text());
    response.set("tool_choice", asked("tool_choice", json.stringNode("auto")));
    response.set("tools", asked("tools", json.createArrayNode()));
    response.put("top_logprobs", 0);
    response.set("top_p", asked("top_p", DoubleNode.valueOf(1.0)));
    response.set("truncation", asked("truncation", json.stringNode("disabled")));
    response.set("usage", usage == null ? json.nullNode() : usage);
    response.set("user", asked("user", json.nullNode()));
    response.set("metadata", asked("metadata", json.createObjectNode()));
    return response;
  }

  private JsonNode asked(String field, JsonNode otherwise) {
    return request.body().has(field) ? request.body().get(field) : otherwise;
  }

  private ObjectNode reasoning() {
    JsonNode asked = request.body().path("reasoning");
    ObjectNode reasoning = json.createObjectNode();
    reasoning.set("effort", asked.has("effort") ? asked.get("effort") : json.nullNode());
    reasoning.set("summary", asked.has("summary") ? asked.get("summary") : json.nullNode());
    return reasoning;
  }

  private ObjectNode text() {
    JsonNode asked = request.body().path("text");
    ObjectNode text = json.createObjectNode();
    text.set(
        "format",
        asked.has("format") ? asked.get("format") : json.createObjectNode().put("type", "text"));
    text.put("verbosity", asked.path("verbosity").asString("medium"));
    return text;
  }

  /** Cached tokens are part of the input, reasoning is part of the output. */
  private ObjectNode usage(TokenUsage tokens) {
    ObjectNode usage = json.createObjectNode().put("input_tokens", tokens.allInput());
    ObjectNode input = usage.putObject("input_tokens_details");
    input.put("cached_tokens", tokens.of(Bucket.CACHE_READ));
    if (tokens.cacheWrites() > 0) {
      input.put("cache_write_tokens", tokens.cacheWrites());
    }
    usage.put("output_tokens", tokens.allOutput());
    usage.putObject("output_tokens_details").put("reasoning_tokens", tokens.of(Bucket.REASONING));
    return usage.put("total_tokens", tokens.total());
  }
}
