package dev.signalbox.simulator.gemini;

import dev.signalbox.simulator.protocol.Errors;
import dev.signalbox.simulator.protocol.RefusedException;
import dev.signalbox.simulator.protocol.Reply;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Error objects of Google's APIs (google.rpc.Status). */
final class GeminiErrors implements Errors {

  static final String JSON = "application/json; charset=UTF-8";

  private final JsonMapper json;
  private final GoogleJson google;

  GeminiErrors(JsonMapper json) {
    this.json = json;
    this.google = new GoogleJson(json);
  }

  @Override
  public Reply failure(int status) {
    return reply(status, error(status));
  }

  /** Google says it in the body too. */
  @Override
  public Reply failure(int status, int retryAfterSeconds) {
    ObjectNode error = error(status);
    ((ObjectNode) error.get("error"))
        .putArray("details")
        .addObject()
        .put("@type", "type.googleapis.com/google.rpc.RetryInfo")
        .put("retryDelay", retryAfterSeconds + "s");
    return reply(status, error).with("Retry-After", Integer.toString(retryAfterSeconds));
  }

  @Override
  public Reply refusal(RefusedException refused) {
    String reason =
        refused.field() == null
            ? refused.reason()
            : "* GenerateContentRequest." + refused.field() + ": " + refused.reason();
    return reply(400, error(400, reason));
  }

  /** What a real provider says with that status. */
  ObjectNode error(int status) {
    return error(
        status,
        switch (status) {
          case 401 -> "Request had invalid authentication credentials.";
          case 404 -> "The model is not found (simulated).";
          case 429 -> "Resource has been exhausted (simulated).";
          case 503 -> "The model is overloaded. Please try again later.";
          default ->
              status >= 500
                  ? "An internal error has occurred (simulated)."
                  : "The request was refused (simulated).";
        });
  }

  private ObjectNode error(int status, String message) {
    ObjectNode body = json.createObjectNode();
    body.putObject("error").put("code", status).put("message", message).put("status", name(status));
    return body;
  }

  private static String name(int status) {
    return switch (status) {
      case 400 -> "INVALID_ARGUMENT";
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 500 -> "INTERNAL";
      case 503 -> "UNAVAILABLE";
      case 504 -> "DEADLINE_EXCEEDED";
      default -> "UNKNOWN";
    };
  }

  private Reply reply(int status, ObjectNode error) {
    return Reply.of(status, JSON, google.indented(error) + '\n');
  }
}
