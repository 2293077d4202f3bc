package dev.signalbox.streaming.wire.anthropic;

import dev.signalbox.streaming.wire.protocol.ProtocolError;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The error object of the Anthropic API (platform.claude.com/docs/en/api/errors). */
final class MessagesErrors {

  private final JsonMapper json;

  MessagesErrors(JsonMapper json) {
    this.json = json;
  }

  byte[] object(ProtocolError error) {
    return json.writeValueAsBytes(node(error));
  }

  ObjectNode node(ProtocolError error) {
    ObjectNode object = json.createObjectNode().put("type", "error");
    ObjectNode details =
        object
            .putObject("error")
            .put("type", type(error.status()))
            .put("message", error.message())
            .putObject("details")
            .put("error_code", error.code());
    if (error.field() != null) {
      details.put("field", error.field());
    }
    return object.putNull("request_id");
  }

  /** What an error body says, null when it is not the protocol's error object. */
  @Nullable String message(byte[] body) {
    try {
      JsonNode answer = json.readTree(body);
      return isError(answer) ? message(answer) : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  static boolean isError(JsonNode answer) {
    return answer.path("error").isObject() || answer.path("type").asString("").equals("error");
  }

  static String message(JsonNode answer) {
    JsonNode error = answer.path("error");
    return error.isString() ? error.stringValue() : error.path("message").asString("");
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 402 -> "billing_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 503, 529 -> "overloaded_error";
      case 504 -> "timeout_error";
      default -> status < 500 ? "invalid_request_error" : "api_error";
    };
  }
}
