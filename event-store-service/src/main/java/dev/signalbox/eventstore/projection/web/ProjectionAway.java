package dev.signalbox.eventstore.projection.web;

import dev.signalbox.eventstore.projection.ProjectionBusyException;
import dev.signalbox.eventstore.projection.ProjectionNotBuiltException;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** A projection that is not there yet, or cannot be stopped yet. */
@RestControllerAdvice
@Order(90)
class ProjectionAway {

  private final ProblemWriter writer;

  ProjectionAway(ProblemWriter writer) {
    this.writer = writer;
  }

  @ExceptionHandler(ProjectionNotBuiltException.class)
  void answer(
      HttpServletRequest request, HttpServletResponse response, ProjectionNotBuiltException e)
      throws IOException {
    writer.write(
        request,
        response,
        new ProblemException(
            ProjectionProblem.PROJECTION_BUILDING,
            e.getMessage() + "; GET /api/v1/projections says how far it is",
            e));
  }

  @ExceptionHandler(ProjectionBusyException.class)
  void answer(HttpServletRequest request, HttpServletResponse response, ProjectionBusyException e)
      throws IOException {
    writer.write(
        request,
        response,
        new ProblemException(
            ProjectionProblem.PROJECTION_BUSY,
            e.getMessage() + "; nothing was changed, try again in a moment",
            e));
  }
}
