package dev.signalbox.gateway.problem;

import dev.signalbox.kit.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The error object of the OpenAI API, which every client of that protocol parses. */
final class OpenAiError {
  private OpenAiError() {}

  static Map<String, ?> of(ProblemException problem) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("message", problem.detail());
    error.put("type", type(problem.code().status()));
    error.put("param", null);
    error.put("code", problem.code().code());
    return Map.of("error", error);
  }

  private static String type(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 429 -> "rate_limit_error";
      default -> status >= 500 ? "server_error" : "invalid_request_error";
    };
  }
}
