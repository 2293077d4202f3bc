package dev.signalbox.simulator.openai;

import dev.signalbox.simulator.protocol.Errors;
import dev.signalbox.simulator.protocol.RefusedException;
import dev.signalbox.simulator.protocol.Reply;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Error objects of the OpenAI API. */
public final class OpenAiErrors implements Errors {

  private final JsonMapper json;

  public OpenAiErrors(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Reply failure(int status) {
    return reply(status, error(status));
  }

  @Override
  public Reply refusal(RefusedException refused) {
    return reply(400, error(refused.reason(), "invalid_request_error", refused.field(), null));
  }

  /** What a real provider says with that status. */
  public ObjectNode error(int status) {
    return switch (status) {
      case 401 ->
          error("Incorrect API key provided.", "invalid_request_error", null, "invalid_api_key");
      case 404 ->
          error("The model does not exist.", "invalid_request_error", null, "model_not_found");
      case 429 -> error("Rate limit reached (simulated).", "requests", null, "rate_limit_exceeded");
      default ->
          status >= 500
              ? error("The server had an error (simulated).", "server_error", null, null)
              : error("The request was refused (simulated).", "invalid_request_error", null, null);
    };
  }

  private ObjectNode error(
      String message, String type, @Nullable String param, @Nullable String code) {
    return json.createObjectNode()
        .put("message", message)
        .put("type", type)
        .put("param", param)
        .put("code", code);
  }

  private Reply reply(int status, ObjectNode error) {
    return Reply.json(status, json.writeValueAsString(json.createObjectNode().set("error", error)));
  }
}
