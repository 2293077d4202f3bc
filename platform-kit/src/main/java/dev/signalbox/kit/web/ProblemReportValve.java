package dev.signalbox.kit.web;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.problem.Problem;
import java.io.IOException;
import org.apache.catalina.connector.Request;
import org.apache.catalina.connector.Response;
import org.apache.catalina.valves.ErrorReportValve;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/** Answers what Tomcat refuses before any filter sees it: a broken request line, a bad header. */
public final class ProblemReportValve extends ErrorReportValve {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  @Override
  protected void report(Request request, Response response, @Nullable Throwable failure) {
    int status = response.getStatus();
    if (status < 400 || response.getContentWritten() > 0 || !response.setErrorReported()) {
      return;
    }
    String path = request.getRequestURI();
    Problem problem =
        FailureTranslation.ofStatus(status, null, failure)
            .toProblem(
                path == null ? "" : path, response.getHeader(RequestContext.REQUEST_ID_HEADER));
    try {
      byte[] body = JSON.writeValueAsBytes(problem.members());
      response.setContentType(Problem.MEDIA_TYPE);
      response.setContentLength(body.length);
      response.getOutputStream().write(body);
      response.finishResponse();
    } catch (IOException e) {
      container.getLogger().debug("The client has gone", e);
    }
  }
}
