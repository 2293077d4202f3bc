package dev.signalbox.eventstore.privacy.web;

import dev.signalbox.eventstore.privacy.InvalidPersonalDataException;
import dev.signalbox.eventstore.privacy.PersonalDataUnavailableException;
import dev.signalbox.eventstore.privacy.SubjectForgottenException;
import dev.signalbox.kit.problem.ProblemCode;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells a caller why personal data was not taken, whichever call it came with. */
@RestControllerAdvice
@Order(100)
class PersonalDataRefused {

  private final ProblemWriter writer;

  PersonalDataRefused(ProblemWriter writer) {
    this.writer = writer;
  }

  @ExceptionHandler
  void answer(HttpServletRequest request, HttpServletResponse response, SubjectForgottenException e)
      throws IOException {
    writer.write(
        request,
        response,
        problem(PrivacyProblem.SUBJECT_FORGOTTEN, e).with("subject", e.subject()));
  }

  @ExceptionHandler
  void answer(
      HttpServletRequest request, HttpServletResponse response, InvalidPersonalDataException e)
      throws IOException {
    writer.write(request, response, problem(PrivacyProblem.INVALID_PERSONAL_DATA, e));
  }

  @ExceptionHandler
  void answer(
      HttpServletRequest request, HttpServletResponse response, PersonalDataUnavailableException e)
      throws IOException {
    writer.write(request, response, problem(PrivacyProblem.PERSONAL_DATA_UNAVAILABLE, e));
  }

  private static ProblemException problem(ProblemCode code, RuntimeException cause) {
    return new ProblemException(code, String.valueOf(cause.getMessage()), cause);
  }
}
