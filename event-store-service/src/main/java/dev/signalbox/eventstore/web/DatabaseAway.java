package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.log.LogBusyException;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.transaction.CannotCreateTransactionException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A lost database or a full disk: nothing half done, and a caller may try again. */
@RestControllerAdvice
@Order(100)
class DatabaseAway {

  private final ProblemWriter writer;

  DatabaseAway(ProblemWriter writer) {
    this.writer = writer;
  }

  @ExceptionHandler({
    CannotCreateTransactionException.class,
    DataAccessResourceFailureException.class,
    TransientDataAccessException.class
  })
  void answer(HttpServletRequest request, HttpServletResponse response, Exception failure)
      throws IOException {
    writer.write(
        request,
        response,
        new ProblemException(
            CommonProblem.UNAVAILABLE,
            "The log's database does not answer; try again, an append with the same event ids",
            failure));
  }

  @ExceptionHandler(LogBusyException.class)
  void answer(HttpServletRequest request, HttpServletResponse response, LogBusyException busy)
      throws IOException {
    writer.write(
        request,
        response,
        new ProblemException(
            EventStoreProblem.LOG_BUSY, busy.getMessage() + "; try again in a second", busy));
  }
}
