package dev.signalbox.gateway.problem;

import dev.signalbox.kit.problem.Problem;
import dev.signalbox.kit.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;

/**
 * How a failure is worded for the clients of a path: each protocol has an error object of its own.
 */
enum ErrorShape {
  /** RFC 9457, for the platform's own API. */
  PROBLEM("/api"),
  ANTHROPIC("/v1/messages"),
  OPENAI("/v1"),
  GEMINI("/v1beta"),
  COHERE("/v2"),
  BEDROCK("/model");

  /** Google's clients use the path of either version. */
  private static final Pattern GEMINI_AT_V1 =
      Pattern.compile("/v1/models/.+:(?:generateContent|streamGenerateContent)");

  private static final MediaType PROBLEM_JSON = MediaType.parseMediaType(Problem.MEDIA_TYPE);

  private final String path;

  ErrorShape(String path) {
    this.path = path;
  }

  /** The shape for a path; the first one that matches. */
  static ErrorShape of(String path) {
    if (GEMINI_AT_V1.matcher(path).matches()) {
      return GEMINI;
    }
    for (ErrorShape shape : values()) {
      if (path.equals(shape.path) || path.startsWith(shape.path + '/')) {
        return shape;
      }
    }
    return PROBLEM;
  }

  Map<String, ?> body(ProblemException problem, String path, String requestId) {
    int status = problem.code().status();
    return switch (this) {
      case PROBLEM -> problem.toProblem(path, requestId).members();
      case OPENAI -> Map.of("error", openAi(problem));
      case ANTHROPIC ->
          Map.of(
              "type",
              "error",
              "error",
              Map.of("type", anthropicType(status), "message", problem.detail()),
              "request_id",
              requestId);
      case GEMINI ->
          Map.of(
              "error",
              Map.of("code", status, "message", problem.detail(), "status", googleStatus(status)));
      case COHERE, BEDROCK -> Map.of("message", problem.detail());
    };
  }

  void headers(HttpHeaders headers, ProblemException problem) {
    headers.setContentType(this == PROBLEM ? PROBLEM_JSON : MediaType.APPLICATION_JSON);
    if (this == BEDROCK) {
      headers.set("x-amzn-errortype", awsType(problem.code().status()));
    }
  }

  private static Map<String, @Nullable Object> openAi(ProblemException problem) {
    Map<String, @Nullable Object> error = new LinkedHashMap<>();
    error.put("message", problem.detail());
    error.put("type", openAiType(problem.code().status()));
    error.put("param", null);
    error.put("code", problem.code().code());
    return error;
  }

  private static String openAiType(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 429 -> "rate_limit_error";
      default -> status >= 500 ? "server_error" : "invalid_request_error";
    };
  }

  private static String anthropicType(int status) {
    return switch (status) {
      case 401 -> "authentication_error";
      case 403 -> "permission_error";
      case 404 -> "not_found_error";
      case 413 -> "request_too_large";
      case 429 -> "rate_limit_error";
      case 504 -> "timeout_error";
      case 529 -> "overloaded_error";
      default -> status >= 500 ? "api_error" : "invalid_request_error";
    };
  }

  /** The canonical codes of google.rpc.Code for an HTTP status. */
  private static String googleStatus(int status) {
    return switch (status) {
      case 401 -> "UNAUTHENTICATED";
      case 403 -> "PERMISSION_DENIED";
      case 404 -> "NOT_FOUND";
      case 429 -> "RESOURCE_EXHAUSTED";
      case 503 -> "UNAVAILABLE";
      case 504 -> "DEADLINE_EXCEEDED";
      default -> status >= 500 ? "INTERNAL" : "INVALID_ARGUMENT";
    };
  }

  /** The exceptions of the Bedrock Runtime API for an HTTP status. */
  private static String awsType(int status) {
    return switch (status) {
      case 401, 403 -> "AccessDeniedException";
      case 404 -> "ResourceNotFoundException";
      case 429 -> "ThrottlingException";
      case 503 -> "ServiceUnavailableException";
      case 504 -> "ModelTimeoutException";
      default -> status >= 500 ? "InternalServerException" : "ValidationException";
    };
  }
}
