package dev.signalbox.simulator.openai;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Error objects of the OpenAI API. */
final class ApiErrors {

  private final JsonMapper json;

  ApiErrors(JsonMapper json) {
    this.json = json;
  }

  String body(String message, String type, @Nullable String param, @Nullable String code) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("message", message);
    error.put("type", type);
    error.put("param", param);
    error.put("code", code);
    return json.writeValueAsString(Map.of("error", error));
  }

  String body(ApiException refused) {
    return body(
        String.valueOf(refused.getMessage()),
        "invalid_request_error",
        refused.param(),
        refused.code());
  }

  /** What a real provider says with that status. */
  String body(int status) {
    return switch (status) {
      case 401 ->
          body("Incorrect API key provided.", "invalid_request_error", null, "invalid_api_key");
      case 404 ->
          body("The model does not exist.", "invalid_request_error", null, "model_not_found");
      case 429 -> body("Rate limit reached (simulated).", "requests", null, "rate_limit_exceeded");
      default ->
          status >= 500
              ? body("The server had an error (simulated).", "server_error", null, null)
              : body("The request was refused (simulated).", "invalid_request_error", null, null);
    };
  }
}
