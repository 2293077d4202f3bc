package dev.signalbox.kit.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.context.MessageSourceResolvable;
import org.springframework.validation.BindingResult;
import org.springframework.validation.FieldError;
import org.springframework.validation.ObjectError;
import org.springframework.validation.method.ParameterErrors;
import org.springframework.validation.method.ParameterValidationResult;
import org.springframework.web.method.annotation.HandlerMethodValidationException;

/** Lists what is wrong with each field, by the name it has in the request. */
final class ValidationFailures {
  private ValidationFailures() {}

  static ProblemException translate(BindingResult result, Throwable cause) {
    ProblemException problem = problem(result.getErrorCount(), cause);
    result.getAllErrors().forEach(error -> add(problem, error));
    return problem;
  }

  static ProblemException translate(HandlerMethodValidationException failure) {
    ProblemException problem = problem(failure.getAllErrors().size(), failure);
    for (ParameterValidationResult result : failure.getParameterValidationResults()) {
      if (result instanceof ParameterErrors errors) {
        errors.getAllErrors().forEach(error -> add(problem, error));
      } else {
        String parameter = snakeCase(result.getMethodParameter().getParameterName());
        for (MessageSourceResolvable error : result.getResolvableErrors()) {
          problem.withError(parameter, message(error));
        }
      }
    }
    return problem;
  }

  private static void add(ProblemException problem, ObjectError error) {
    String field = error instanceof FieldError wrong ? wrong.getField() : error.getObjectName();
    problem.withError(snakeCase(field), message(error));
  }

  private static ProblemException problem(int count, Throwable cause) {
    String detail =
        count == 1 ? "One field is not valid" : "%d fields are not valid".formatted(count);
    return new ProblemException(CommonProblem.INVALID_REQUEST, detail, cause);
  }

  private static String message(MessageSourceResolvable error) {
    String message = error.getDefaultMessage();
    return message == null ? "is not valid" : message;
  }

  private static String snakeCase(@Nullable String name) {
    return name == null
        ? ""
        : name.replaceAll("([a-z0-9])([A-Z])", "$1_$2").toLowerCase(java.util.Locale.ROOT);
  }
}
