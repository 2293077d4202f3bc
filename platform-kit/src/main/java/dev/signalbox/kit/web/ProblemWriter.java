package dev.signalbox.kit.web;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.problem.Problem;
import dev.signalbox.kit.problem.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import tools.jackson.databind.json.JsonMapper;

/** Answers with a problem document, in controllers and in filters alike. */
public final class ProblemWriter {
  private final JsonMapper json;

  ProblemWriter(JsonMapper json) {
    this.json = json;
  }

  /** Does nothing if an answer has already begun. */
  public void write(
      HttpServletRequest request, HttpServletResponse response, ProblemException failure)
      throws IOException {
    if (response.isCommitted()) {
      return;
    }
    RequestContext context = RequestContext.current();
    String requestId =
        context == null
            ? response.getHeader(RequestContext.REQUEST_ID_HEADER)
            : context.requestId();
    Problem problem = failure.toProblem(ProblemPaths.original(request), requestId);
    byte[] body = json.writeValueAsBytes(problem.members());
    response.resetBuffer();
    response.setStatus(problem.code().status());
    response.setContentType(Problem.MEDIA_TYPE);
    response.setContentLength(body.length);
    response.getOutputStream().write(body);
    response.flushBuffer();
  }
}
