package dev.signalbox.routing.model;

import java.io.IOException;
import java.io.InputStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads OpenAI error objects. Only the message goes on to the caller; streaming-service has cleaned
 * it of secrets.
 */
final class ModelErrors {

  private static final int MAX_BYTES = 65_536;
  private static final int MAX_DETAIL = 500;

  private ModelErrors() {}

  /** The failure behind an answer that is no stream. */
  static ModelException of(int status, InputStream body, JsonMapper json) {
    return new ModelException(
        failure(status), detail(message(body, json), "The model gateway answered " + status + "."));
  }

  /** The failure that a stream tells of in place of its end. */
  static ModelException inStream(JsonNode error) {
    String code = error.path("code").asString(error.path("type").asString(""));
    ModelFailure failure =
        switch (code) {
          case "deadline_exceeded", "timeout" -> ModelFailure.DEADLINE_EXCEEDED;
          case "rate_limit_exceeded", "provider_busy" -> ModelFailure.PROVIDER_BUSY;
          case "provider_unavailable" -> ModelFailure.PROVIDER_UNAVAILABLE;
          default -> ModelFailure.PROVIDER_ERROR;
        };
    return new ModelException(
        failure, detail(error.path("message").asString(""), "The provider failed in mid-answer."));
  }

  private static ModelFailure failure(int status) {
    return switch (status) {
      case 404 -> ModelFailure.MODEL_UNKNOWN;
      case 408, 504 -> ModelFailure.DEADLINE_EXCEEDED;
      case 429 -> ModelFailure.PROVIDER_BUSY;
      case 503 -> ModelFailure.PROVIDER_UNAVAILABLE;
      default -> status >= 500 ? ModelFailure.PROVIDER_ERROR : ModelFailure.PROVIDER_REFUSED;
    };
  }

  private static String message(InputStream body, JsonMapper json) {
    try (body) {
      JsonNode node = json.readTree(body.readNBytes(MAX_BYTES));
      return node.path("error").path("message").asString(node.path("detail").asString(""));
    } catch (IOException | JacksonException e) {
      return "";
    }
  }

  private static String detail(String message, String otherwise) {
    String detail = message.isBlank() ? otherwise : message;
    return detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL) + "…";
  }
}
