package dev.signalbox.eventstore.evolution.web;

import dev.signalbox.eventstore.evolution.UpcastFailedException;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Names the event and the upcaster, since nobody is shown an old form unasked. */
@RestControllerAdvice
@Order(100)
class UpcastFailures {

  private static final Logger LOG = LoggerFactory.getLogger(UpcastFailures.class);

  private final ProblemWriter writer;

  UpcastFailures(ProblemWriter writer) {
    this.writer = writer;
  }

  @ExceptionHandler
  void answer(HttpServletRequest request, HttpServletResponse response, UpcastFailedException e)
      throws IOException {
    LOG.error("Event {} has no newest form: {}", e.eventId(), e.getMessage(), e);
    writer.write(
        request,
        response,
        new ProblemException(
                EvolutionProblem.UPCAST_FAILED,
                "Event "
                    + e.eventId()
                    + ": "
                    + e.getMessage()
                    + "; correct it, and meanwhile read with raw=true",
                e)
            .with("event_id", e.eventId())
            .with("upcaster", e.upcaster()));
  }
}
