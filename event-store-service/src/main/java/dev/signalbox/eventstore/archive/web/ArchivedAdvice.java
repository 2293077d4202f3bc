package dev.signalbox.eventstore.archive.web;

import dev.signalbox.eventstore.log.ArchivedException;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A read that would have to pass over archived events. */
@RestControllerAdvice
@Order(100)
class ArchivedAdvice {

  private final ProblemWriter writer;

  ArchivedAdvice(ProblemWriter writer) {
    this.writer = writer;
  }

  @ExceptionHandler(ArchivedException.class)
  void answer(HttpServletRequest request, HttpServletResponse response, ArchivedException archived)
      throws IOException {
    Checkpoint end = archived.end();
    String restore =
        archived.getMessage() + "; POST /api/v1/archives/" + archived.month() + "/restore";
    ProblemException problem =
        new ProblemException(
                ArchiveProblem.ARCHIVED,
                end == null
                    ? restore
                    : restore + ", or go on behind them with resume_after as checkpoint",
                archived)
            .with("month", archived.month().toString());
    writer.write(
        request, response, end == null ? problem : problem.with("resume_after", end.toString()));
  }
}
