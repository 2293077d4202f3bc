package dev.signalbox.kit.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemCode;
import dev.signalbox.kit.problem.ProblemException;
import java.net.http.HttpTimeoutException;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.validation.BindingResult;
import org.springframework.web.ErrorResponse;
import org.springframework.web.HttpMediaTypeNotAcceptableException;
import org.springframework.web.HttpMediaTypeNotSupportedException;
import org.springframework.web.HttpRequestMethodNotSupportedException;
import org.springframework.web.bind.MissingRequestHeaderException;
import org.springframework.web.bind.MissingServletRequestParameterException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.method.annotation.HandlerMethodValidationException;
import org.springframework.web.method.annotation.MethodArgumentTypeMismatchException;
import org.springframework.web.servlet.NoHandlerFoundException;
import org.springframework.web.servlet.resource.NoResourceFoundException;

/** Says what a failure means to the caller. */
final class FailureTranslation {
  private static final Map<Integer, CommonProblem> BY_STATUS =
      Arrays.stream(CommonProblem.values())
          .filter(
              code ->
                  code != CommonProblem.MALFORMED_JSON
                      && code != CommonProblem.UNKNOWN_FIELD
                      && code != CommonProblem.IDEMPOTENCY_KEY_IN_USE
                      && code != CommonProblem.IDEMPOTENCY_KEY_REUSED
                      && code != CommonProblem.IDENTITY_UNAVAILABLE)
          .collect(Collectors.toMap(CommonProblem::status, code -> code));

  private FailureTranslation() {}

  static ProblemException translate(Throwable failure) {
    ProblemException known = causeOf(failure, ProblemException.class);
    if (known != null) {
      return known;
    }
    return switch (failure) {
      case HttpMessageNotReadableException unreadable -> JsonFailures.translate(unreadable);
      case HandlerMethodValidationException invalid -> ValidationFailures.translate(invalid);
      case BindingResult invalid -> ValidationFailures.translate(invalid, failure);
      case MethodArgumentTypeMismatchException mismatch ->
          invalid(mismatch.getName(), "is not a valid value", failure);
      case MissingServletRequestParameterException missing ->
          invalid(missing.getParameterName(), "is required", failure);
      case MissingRequestHeaderException missing ->
          invalid(missing.getHeaderName(), "is required", failure);
      case NoHandlerFoundException missing -> notFound(missing.getRequestURL(), failure);
      case NoResourceFoundException missing -> notFound("/" + missing.getResourcePath(), failure);
      case HttpRequestMethodNotSupportedException method ->
          problem(
              CommonProblem.METHOD_NOT_ALLOWED,
              "%s is not taken here; %s is"
                  .formatted(method.getMethod(), String.join(", ", supported(method))),
              failure);
      case HttpMediaTypeNotSupportedException type ->
          problem(
              CommonProblem.UNSUPPORTED_MEDIA_TYPE,
              "%s is not taken here; %s is"
                  .formatted(type.getContentType(), type.getSupportedMediaTypes()),
              failure);
      case HttpMediaTypeNotAcceptableException type ->
          problem(
              CommonProblem.NOT_ACCEPTABLE,
              "The answer can be had as " + type.getSupportedMediaTypes(),
              failure);
      case ResourceAccessException unreachable -> upstream(unreachable);
      case RestClientResponseException refused ->
          problem(
              CommonProblem.UPSTREAM_FAILED,
              "A service behind this one answered with status " + refused.getStatusCode().value(),
              failure);
      case ErrorResponse response ->
          ofStatus(response.getStatusCode().value(), response.getBody().getDetail(), failure);
      default -> ofStatus(500, null, failure);
    };
  }

  /** A failure of which only the status is known. */
  static ProblemException ofStatus(int status, @Nullable String detail, @Nullable Throwable cause) {
    CommonProblem known = BY_STATUS.get(status);
    ProblemCode code =
        known != null
            ? known
            : status < 500 ? new OtherStatus(status) : CommonProblem.INTERNAL_ERROR;
    String text =
        code == CommonProblem.INTERNAL_ERROR
            ? "The request failed; its id tells the operator which one it was"
            : detail != null ? detail : code.title();
    return new ProblemException(code, text, cause);
  }

  private record OtherStatus(int status) implements ProblemCode {
    @Override
    public String code() {
      return CommonProblem.INVALID_REQUEST.code();
    }

    @Override
    public String title() {
      HttpStatus known = HttpStatus.resolve(status);
      return known == null ? CommonProblem.INVALID_REQUEST.title() : known.getReasonPhrase();
    }
  }

  private static ProblemException upstream(ResourceAccessException failure) {
    return causeOf(failure, HttpTimeoutException.class) != null
        ? problem(
            CommonProblem.DEADLINE_EXCEEDED, "A service behind this one was too slow", failure)
        : problem(
            CommonProblem.UPSTREAM_FAILED, "A service behind this one cannot be reached", failure);
  }

  private static String[] supported(HttpRequestMethodNotSupportedException failure) {
    String[] methods = failure.getSupportedMethods();
    return methods == null ? new String[0] : methods;
  }

  private static ProblemException notFound(String path, Throwable cause) {
    return problem(CommonProblem.NOT_FOUND, "There is nothing at " + path, cause);
  }

  private static ProblemException invalid(String field, String message, Throwable cause) {
    return problem(CommonProblem.INVALID_REQUEST, field + ' ' + message, cause)
        .withError(field, message);
  }

  private static ProblemException problem(ProblemCode code, String detail, Throwable cause) {
    return new ProblemException(code, detail, cause);
  }

  static <T extends Throwable> @Nullable T causeOf(Throwable failure, Class<T> type) {
    Throwable cause = failure;
    for (int depth = 0; cause != null && depth < 16; depth++) {
      if (type.isInstance(cause)) {
        return type.cast(cause);
      }
      cause = cause.getCause();
    }
    return null;
  }
}
