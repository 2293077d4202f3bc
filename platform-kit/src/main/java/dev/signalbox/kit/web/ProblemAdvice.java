package dev.signalbox.kit.web;

import dev.signalbox.kit.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpHeaders;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;
import org.springframework.web.context.request.async.AsyncRequestNotUsableException;
import org.springframework.web.util.DisconnectedClientHelper;

/**
 * Answers every failure of a controller with a problem document. A service that answers some paths
 * in another form declares an advice with an {@code @Order} below {@link #ORDER}. Where a part of
 * an answer was sent already, nobody answers for the failure, which has the server close the
 * connection: a part must not be taken for the whole.
 */
@RestControllerAdvice
@Order(ProblemAdvice.ORDER)
final class ProblemAdvice {
  static final int ORDER = 1_000;

  private static final Logger LOG = LoggerFactory.getLogger(ProblemAdvice.class);

  private final ProblemWriter problems;

  ProblemAdvice(ProblemWriter problems) {
    this.problems = problems;
  }

  @ExceptionHandler(Exception.class)
  void answer(Exception failure, HttpServletRequest request, HttpServletResponse response)
      throws Exception {
    if (failure instanceof AsyncRequestNotUsableException
        || DisconnectedClientHelper.isClientDisconnectedException(failure)) {
      LOG.debug("The client has gone", failure);
      return;
    }
    ProblemException problem = FailureTranslation.translate(failure);
    if (problem.code().status() == 500) {
      LOG.error("{} {} failed", request.getMethod(), request.getRequestURI(), failure);
    }
    if (response.isCommitted()) {
      throw failure;
    }
    if (failure instanceof ErrorResponse standard) {
      copy(standard.getHeaders(), response);
    }
    problems.write(request, response, problem);
  }

  private static void copy(HttpHeaders headers, HttpServletResponse response) {
    headers.forEach((name, values) -> values.forEach(value -> response.addHeader(name, value)));
  }
}
