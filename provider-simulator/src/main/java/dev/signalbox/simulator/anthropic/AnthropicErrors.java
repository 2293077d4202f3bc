package dev.signalbox.simulator.anthropic;

import dev.signalbox.simulator.protocol.Errors;
import dev.signalbox.simulator.protocol.RefusedException;
import dev.signalbox.simulator.protocol.Reply;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Error objects of the Anthropic API. */
final class AnthropicErrors implements Errors {

  private static final String REQUEST_ID = "req_01SimulatedRequest";

  private final JsonMapper json;

  AnthropicErrors(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Reply failure(int status) {
    return reply(status, error(status));
  }

  @Override
  public Reply refusal(RefusedException refused) {
    String reason =
        refused.field() == null ? refused.reason() : refused.field() + ": " + refused.reason();
    return reply(400, error("invalid_request_error", reason));
  }

  /** What a real provider says with that status. */
  ObjectNode error(int status) {
    return switch (status) {
      case 401 -> error("authentication_error", "invalid x-api-key");
      case 403 -> error("permission_error", "The key may not do that (simulated).");
      case 404 -> error("not_found_error", "The model does not exist (simulated).");
      case 413 -> error("request_too_large", "Request exceeds the maximum size (simulated).");
      case 429 -> error("rate_limit_error", "Rate limit reached (simulated).");
      case 504 -> error("timeout_error", "Request timed out (simulated).");
      case 529 -> error("overloaded_error", "Overloaded");
      default ->
          status >= 500
              ? error("api_error", "Internal server error")
              : error("invalid_request_error", "The request was refused (simulated).");
    };
  }

  private ObjectNode error(String type, String message) {
    ObjectNode body = json.createObjectNode().put("type", "error");
    body.putObject("error").put("type", type).put("message", message);
    return body.put("request_id", REQUEST_ID);
  }

  private Reply reply(int status, ObjectNode error) {
    return Reply.json(status, json.writeValueAsString(error)).with("request-id", REQUEST_ID);
  }
}
