package dev.signalbox.streaming.wire.gemini;

import dev.signalbox.streaming.wire.protocol.ProtocolError;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** The error object of Google's APIs: google.rpc.Status (AIP-193). */
final class GeminiErrors {

  private static final String TYPES = "type.googleapis.com/google.rpc.";

  private final JsonMapper json;

  GeminiErrors(JsonMapper json) {
    this.json = json;
  }

  byte[] object(ProtocolError error) {
    return json.writeValueAsBytes(node(error));
  }

  ObjectNode node(ProtocolError error) {
    ObjectNode object = json.createObjectNode();
    ArrayNode details =
        object
            .putObject("error")
            .put("code", error.status())
            .put("message", error.message())
            .put("status", status(error.status()))
            .putArray("details");
    details
        .addObject()
        .put("@type", TYPES + "ErrorInfo")
        .put("reason", error.code())
        .put("domain", "signalbox");
    if (error.field() != null) {
      details
          .addObject()
          .put("@type", TYPES + "BadRequest")
          .putArray("fieldViolations")
          .addObject()
          .put("field", error.field())
          .put("description", error.message());
    }
    return object;
  }

  /**
   * What an error body says, null when it is not the protocol's error object. One that answers a
   * request for a stream may stand in a list.
   */
  @Nullable String message(byte[] body) {
    try {
      JsonNode answer = json.readTree(body);
      JsonNode error = answer.isArray() ? answer.path(0) : answer;
      return isError(error) ? message(error) : null;
    } catch (JacksonException e) {
      return null;
    }
  }

  static boolean isError(JsonNode answer) {
    return answer.path("error").isObject();
  }

  static String message(JsonNode answer) {
    return answer.path("error").path("message").asString("");
  }

  /** The name of google.rpc.Code that stands for a status of HTTP. */
  private static String status(int status) {
    return switch (status) {
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 409 -> "ABORTED";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 499 -> "CANCELLED";
      case 501 -> "UNIMPLEMENTED";
      case 503, 529 -> "UNAVAILABLE";
      case 504 -> "DEADLINE_EXCEEDED";
      default -> status < 500 ? "INVALID_ARGUMENT" : "INTERNAL";
    };
  }
}
