package dev.signalbox.kit.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.util.List;
import java.util.stream.Collectors;
import org.springframework.http.converter.HttpMessageNotReadableException;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.core.exc.StreamReadException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

/** Says where a JSON body went wrong, without repeating it. */
final class JsonFailures {
  private JsonFailures() {}

  static ProblemException translate(HttpMessageNotReadableException failure) {
    JacksonException cause = FailureTranslation.causeOf(failure, JacksonException.class);
    return switch (cause) {
      case null ->
          new ProblemException(
              CommonProblem.INVALID_REQUEST, "The body is missing or cannot be read", failure);
      case UnrecognizedPropertyException unknown -> unknownField(unknown);
      case MismatchedInputException mismatch -> mismatch(mismatch);
      case StreamReadException malformed ->
          new ProblemException(
              CommonProblem.MALFORMED_JSON,
              "The body is not well-formed JSON" + position(malformed),
              failure);
      default ->
          new ProblemException(
              CommonProblem.INVALID_REQUEST, "The body cannot be read" + position(cause), failure);
    };
  }

  private static ProblemException unknownField(UnrecognizedPropertyException unknown) {
    String field = path(unknown);
    return new ProblemException(
            CommonProblem.UNKNOWN_FIELD,
            "The field %s is not known here%s".formatted(field, position(unknown)),
            unknown)
        .withError(field, "is not known here");
  }

  private static ProblemException mismatch(MismatchedInputException mismatch) {
    String field = path(mismatch);
    if (field.isEmpty()) {
      return new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "The body has not the expected form" + position(mismatch),
          mismatch);
    }
    return new ProblemException(
            CommonProblem.INVALID_REQUEST,
            "The field %s has not the expected form%s".formatted(field, position(mismatch)),
            mismatch)
        .withError(field, "has not the expected form");
  }

  private static String path(JacksonException failure) {
    List<JacksonException.Reference> path = failure.getPath();
    return path.stream()
        .map(
            step ->
                step.getPropertyName() != null
                    ? "." + step.getPropertyName()
                    : "[" + step.getIndex() + "]")
        .collect(Collectors.joining())
        .replaceFirst("^\\.", "");
  }

  private static String position(JacksonException failure) {
    TokenStreamLocation location = failure.getLocation();
    return location == null || location.getLineNr() < 1
        ? ""
        : " (line %d, column %d)".formatted(location.getLineNr(), location.getColumnNr());
  }
}
