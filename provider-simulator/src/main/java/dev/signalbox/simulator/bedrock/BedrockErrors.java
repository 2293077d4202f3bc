package dev.signalbox.simulator.bedrock;

import dev.signalbox.simulator.protocol.Errors;
import dev.signalbox.simulator.protocol.RefusedException;
import dev.signalbox.simulator.protocol.Reply;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;

/** Errors of Bedrock: the kind in a header, or in the type of an exception message. */
final class BedrockErrors implements Errors {

  private static final String NAMESPACE = ":http://internal.amazon.com/coral/com.amazon.bedrock/";

  private final JsonMapper json;

  BedrockErrors(JsonMapper json) {
    this.json = json;
  }

  @Override
  public Reply failure(int status) {
    return reply(status, name(status), message(status));
  }

  @Override
  public Reply refusal(RefusedException refused) {
    return reply(400, "ValidationException", refused.reason());
  }

  /** The exception that ends a stream. */
  byte[] exception(int status) {
    String name = status == 424 ? "ModelStreamErrorException" : name(status);
    return EventStreamMessage.exception(
        name.substring(0, 1).toLowerCase(Locale.ROOT) + name.substring(1), body(message(status)));
  }

  private static String name(int status) {
    return switch (status) {
      case 401, 403 -> "AccessDeniedException";
      case 404 -> "ResourceNotFoundException";
      case 408 -> "ModelTimeoutException";
      case 424 -> "ModelErrorException";
      case 429 -> "ThrottlingException";
      case 503 -> "ServiceUnavailableException";
      default -> status >= 500 ? "InternalServerException" : "ValidationException";
    };
  }

  private static String message(int status) {
    return switch (status) {
      case 404 -> "The model does not exist (simulated).";
      case 424 -> "The model failed while it answered (simulated).";
      case 429 -> "Too many requests, please wait before trying again.";
      case 503 -> "Bedrock is unable to process your request.";
      default ->
          status >= 500
              ? "The system encountered an unexpected error during processing. Try your request again."
              : "The request was refused (simulated).";
    };
  }

  private Reply reply(int status, String name, String message) {
    return Reply.json(status, body(message)).with("x-amzn-ErrorType", name + NAMESPACE);
  }

  private String body(String message) {
    return json.writeValueAsString(json.createObjectNode().put("message", message));
  }
}
