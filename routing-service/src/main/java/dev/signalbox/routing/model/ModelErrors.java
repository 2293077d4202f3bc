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
    JsonNode error = error(body, json);
    return exception(error, byStatus(status), "The model gateway answered " + status + ".");
  }

  /** The failure that a stream tells of in place of its end. */
  static ModelException inStream(JsonNode error) {
    return exception(error, ModelFailure.PROVIDER_ERROR, "The provider failed in mid-answer.");
  }

  private static ModelException exception(JsonNode error, ModelFailure otherwise, String detail) {
    ModelFailure failure =
        switch (error.path("code").asString("")) {
          case "model_not_found" -> ModelFailure.MODEL_UNKNOWN;
          case "no_provider_key",
              "provider_unavailable",
              "provider_unreachable",
              "metering_unavailable",
              "budget_unavailable" ->
              ModelFailure.PROVIDER_UNAVAILABLE;
          case "budget_exhausted" -> ModelFailure.BUDGET_EXHAUSTED;
          case "rate_limit_exceeded", "provider_overloaded" -> ModelFailure.PROVIDER_BUSY;
          case "first_token_timeout", "inter_token_timeout", "attempt_timeout" ->
              ModelFailure.PROVIDER_TIMED_OUT;
          case "deadline_exceeded" -> ModelFailure.DEADLINE_EXCEEDED;
          case "provider_cut_off" -> ModelFailure.ANSWER_CUT_OFF;
          case "provider_answer_too_long" -> ModelFailure.ANSWER_TOO_LONG;
          default -> otherwise;
        };
    return new ModelException(failure, detail(error.path("message").asString(""), detail));
  }

  private static ModelFailure byStatus(int status) {
    return switch (status) {
      case 404 -> ModelFailure.MODEL_UNKNOWN;
      case 408, 504 -> ModelFailure.PROVIDER_TIMED_OUT;
      case 429 -> ModelFailure.PROVIDER_BUSY;
      case 503 -> ModelFailure.PROVIDER_UNAVAILABLE;
      default -> status >= 500 ? ModelFailure.PROVIDER_ERROR : ModelFailure.PROVIDER_REFUSED;
    };
  }

  /**
   * The error object, or the whole document when it has none: a problem document has a code, too.
   */
  private static JsonNode error(InputStream body, JsonMapper json) {
    try (body) {
      JsonNode node = json.readTree(body.readNBytes(MAX_BYTES));
      return node.path("error").isObject() ? node.path("error") : node;
    } catch (IOException | JacksonException e) {
      return json.createObjectNode();
    }
  }

  private static String detail(String message, String otherwise) {
    String detail = message.isBlank() ? otherwise : message;
    return detail.length() <= MAX_DETAIL ? detail : detail.substring(0, MAX_DETAIL) + "…";
  }
}
