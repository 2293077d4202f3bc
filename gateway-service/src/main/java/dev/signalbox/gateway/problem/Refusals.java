package dev.signalbox.gateway.problem;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemCode;
import dev.signalbox.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.validation.FieldError;
import org.springframework.web.bind.support.WebExchangeBindException;
import org.springframework.web.server.MethodNotAllowedException;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.ServerWebInputException;
import org.springframework.web.server.UnsupportedMediaTypeStatusException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** What Spring's own refusals of a request mean to the caller. */
final class Refusals {
  private Refusals() {}

  static ProblemException problemOf(ResponseStatusException refusal, ServerWebExchange exchange) {
    for (@Nullable Throwable cause = refusal; cause != null; cause = cause.getCause()) {
      if (cause instanceof JacksonException unreadable) {
        return unreadable(unreadable);
      }
    }
    return switch (refusal) {
      case WebExchangeBindException invalid -> invalidFields(invalid);
      case MethodNotAllowedException method ->
          new ProblemException(
              CommonProblem.METHOD_NOT_ALLOWED,
              "This path takes "
                  + method.getSupportedMethods()
                  + ", not "
                  + method.getHttpMethod());
      case UnsupportedMediaTypeStatusException type ->
          new ProblemException(
              CommonProblem.UNSUPPORTED_MEDIA_TYPE,
              "Send the body as one of " + type.getSupportedMediaTypes());
      case ServerWebInputException input when input.getMethodParameter() != null ->
          invalidParameter(String.valueOf(input.getMethodParameter().getParameterName()));
      default -> byStatus(refusal, exchange);
    };
  }

  private static ProblemException unreadable(JacksonException unreadable) {
    if (unreadable instanceof UnrecognizedPropertyException unknown) {
      return new ProblemException(
              CommonProblem.UNKNOWN_FIELD,
              "This operation does not know the field " + unknown.getPropertyName())
          .withError(unknown.getPropertyName(), "is not a field of this operation");
    }
    TokenStreamLocation location = unreadable.getLocation();
    String where =
        location == null
            ? ""
            : " at line " + location.getLineNr() + ", column " + location.getColumnNr();
    return new ProblemException(
        CommonProblem.MALFORMED_JSON, "The body cannot be read as JSON for this operation" + where);
  }

  private static ProblemException invalidFields(WebExchangeBindException invalid) {
    ProblemException problem =
        new ProblemException(
            CommonProblem.INVALID_REQUEST, "Some fields are not valid; see errors");
    for (FieldError error : invalid.getFieldErrors()) {
      problem.withError(error.getField(), String.valueOf(error.getDefaultMessage()));
    }
    return problem;
  }

  private static ProblemException invalidParameter(String name) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, name + " cannot be read")
        .withError(name, "cannot be read");
  }

  private static ProblemException byStatus(
      ResponseStatusException refusal, ServerWebExchange exchange) {
    ProblemCode code =
        switch (refusal.getStatusCode().value()) {
          case 404 -> CommonProblem.NOT_FOUND;
          case 405 -> CommonProblem.METHOD_NOT_ALLOWED;
          case 406 -> CommonProblem.NOT_ACCEPTABLE;
          case 413 -> CommonProblem.BODY_TOO_LARGE;
          case 415 -> CommonProblem.UNSUPPORTED_MEDIA_TYPE;
          case 503 -> CommonProblem.UNAVAILABLE;
          case 504 -> CommonProblem.DEADLINE_EXCEEDED;
          default ->
              refusal.getStatusCode().is4xxClientError()
                  ? CommonProblem.INVALID_REQUEST
                  : CommonProblem.INTERNAL_ERROR;
        };
    String detail =
        code == CommonProblem.NOT_FOUND
            ? "No service answers " + exchange.getRequest().getURI().getRawPath()
            : refusal.getReason() == null ? code.title() : refusal.getReason();
    return new ProblemException(code, detail, refusal);
  }
}
