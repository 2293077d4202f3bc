package dev.signalbox.kit.web;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;
import org.springframework.web.filter.OncePerRequestFilter;

/** Binds the request's identifier and deadline, and refuses what comes too late. */
final class ContextBindingFilter extends OncePerRequestFilter {
  private static final String LOG_FIELD = "request_id";

  private final HttpProperties properties;
  private final Clock clock;
  private final ProblemWriter problems;

  ContextBindingFilter(HttpProperties properties, Clock clock, ProblemWriter problems) {
    this.properties = properties;
    this.clock = clock;
    this.problems = problems;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String requestId = requestId(request.getHeader(RequestContext.REQUEST_ID_HEADER));
    response.setHeader(RequestContext.REQUEST_ID_HEADER, requestId);
    Deadline deadline;
    try {
      deadline = deadline(request.getHeader(Deadline.HEADER));
    } catch (ProblemException e) {
      problems.write(request, response, e);
      return;
    }
    RequestContext context = new RequestContext(requestId, deadline);
    MDC.put(LOG_FIELD, requestId);
    try {
      context.call(
          () -> {
            chain.doFilter(request, response);
            return null;
          });
    } catch (ServletException | IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    } finally {
      MDC.remove(LOG_FIELD);
    }
  }

  private static String requestId(@Nullable String received) {
    return received != null && IdKind.REQUEST.matches(received) ? received : IdKind.REQUEST.next();
  }

  private Deadline deadline(@Nullable String received) {
    if (received == null) {
      return Deadline.in(properties.defaultDeadline(), clock);
    }
    Deadline deadline;
    try {
      deadline = Deadline.parse(received);
    } catch (NumberFormatException e) {
      throw new ProblemException(
          CommonProblem.INVALID_REQUEST,
          "The header " + Deadline.HEADER + " takes milliseconds since the epoch",
          e);
    }
    if (deadline.expired(clock)) {
      throw new ProblemException(
          CommonProblem.DEADLINE_EXCEEDED, "The deadline had passed when the request came");
    }
    return deadline.atMost(properties.maxDeadline(), clock);
  }
}
