package dev.signalbox.streaming.wire.bedrock;

import dev.signalbox.streaming.wire.protocol.ProtocolError;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Errors of the service. Their body has a message; what kind they are stands in a header (Smithy,
 * {@code restJson1}, section "Operation error serialization").
 */
final class ConverseErrors {

  static final String TYPE_HEADER = "x-amzn-errortype";

  private final JsonMapper json;

  ConverseErrors(JsonMapper json) {
    this.json = json;
  }

  byte[] object(ProtocolError error) {
    return json.writeValueAsBytes(json.createObjectNode().put("message", error.message()));
  }

  static String type(int status) {
    return switch (status) {
      case 401, 403 -> "AccessDeniedException";
      case 402 -> "ServiceQuotaExceededException";
      case 404 -> "ResourceNotFoundException";
      case 408, 504 -> "ModelTimeoutException";
      case 429 -> "ThrottlingException";
      case 503 -> "ServiceUnavailableException";
      default -> status < 500 ? "ValidationException" : "InternalServerException";
    };
  }

  /** Those that may come in the middle of a stream, by their member of its union. */
  static String typeInStream(int status) {
    return switch (status) {
      case 429 -> "throttlingException";
      case 502, 504 -> "modelStreamErrorException";
      case 503 -> "serviceUnavailableException";
      default -> status < 500 ? "validationException" : "internalServerException";
    };
  }

  /** What an error body says, null when it is none. */
  @Nullable String message(byte[] body) {
    try {
      return message(json.readTree(body));
    } catch (JacksonException e) {
      return null;
    }
  }

  /** Some errors of AWS, from before the service is reached, spell it with a capital. */
  static @Nullable String message(JsonNode body) {
    JsonNode message = body.hasNonNull("message") ? body.path("message") : body.path("Message");
    return message.isString() ? message.stringValue() : null;
  }
}
