package dev.signalbox.eventstore.schema.web;

import dev.signalbox.eventstore.schema.InvalidSchemaException;
import dev.signalbox.eventstore.schema.SchemaViolationException;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.web.ProblemWriter;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Tells a caller what does not fit which schema, whichever call it came with. */
@RestControllerAdvice
@Order(100)
class SchemaRefusals {

  private final ProblemWriter writer;

  SchemaRefusals(ProblemWriter writer) {
    this.writer = writer;
  }

  @ExceptionHandler
  void answer(HttpServletRequest request, HttpServletResponse response, SchemaViolationException e)
      throws IOException {
    ProblemException problem =
        new ProblemException(
            SchemaProblem.SCHEMA_VIOLATION,
            "Event "
                + e.getMessage()
                + "; nothing was appended. Correct the data or append it in another version",
            e);
    e.violations()
        .forEach(
            one ->
                problem.withError(
                    "/events/" + one.index() + "/data" + one.violation().pointer(),
                    one.violation().message()));
    writer.write(request, response, problem);
  }

  @ExceptionHandler
  void answer(HttpServletRequest request, HttpServletResponse response, InvalidSchemaException e)
      throws IOException {
    String message = String.valueOf(e.getMessage());
    writer.write(
        request,
        response,
        new ProblemException(SchemaProblem.INVALID_SCHEMA, message, e)
            .withError("/schema" + e.pointer(), message));
  }
}
