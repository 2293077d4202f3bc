package dev.signalbox.kit.idempotency;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.web.ProblemWriter;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.security.Principal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.springframework.web.filter.OncePerRequestFilter;

/**
 * Lets a POST with an {@code Idempotency-Key} take effect once: sent again, it gets the first
 * answer. Streams are not kept; of them only two at once are prevented.
 */
final class IdempotencyFilter extends OncePerRequestFilter {
  static final String HEADER = "Idempotency-Key";
  static final String REPLAYED = "Idempotency-Replayed";

  private static final int MAX_KEY = 255;

  private final IdempotentRequests requests;
  private final IdempotencyProperties properties;
  private final ProblemWriter problems;
  private final Clock clock;

  IdempotencyFilter(
      IdempotentRequests requests,
      IdempotencyProperties properties,
      ProblemWriter problems,
      Clock clock) {
    this.requests = requests;
    this.properties = properties;
    this.problems = problems;
    this.clock = clock;
  }

  @Override
  protected boolean shouldNotFilter(HttpServletRequest request) {
    return !"POST".equals(request.getMethod()) || request.getHeader(HEADER) == null;
  }

  @Override
  protected void doFilterInternal(
      HttpServletRequest request, HttpServletResponse response, FilterChain chain)
      throws ServletException, IOException {
    String key = request.getHeader(HEADER);
    if (key.isBlank() || key.length() > MAX_KEY) {
      problems.write(
          request,
          response,
          new ProblemException(
              CommonProblem.INVALID_REQUEST,
              "The header %s takes 1 to %d characters".formatted(HEADER, MAX_KEY)));
      return;
    }
    RereadableRequest rereadable;
    try {
      rereadable = new RereadableRequest(request);
    } catch (ProblemException e) {
      problems.write(request, response, e);
      return;
    }
    IdempotencyKey hidden = new IdempotencyKey(key);
    RequestIdentity identity =
        new RequestIdentity(caller(request), request.getRequestURI(), hidden.name());
    switch (requests.claim(identity, hidden.hash(rereadable.body()), lockedUntil())) {
      case Claim.First first -> run(identity, rereadable, response, chain);
      case Claim.Answered answered -> replay(answered.answer(), response);
      case Claim.Running running ->
          problems.write(
              request,
              response,
              new ProblemException(
                  CommonProblem.IDEMPOTENCY_KEY_IN_USE,
                  "The first request with this key has not been answered yet; try again later"));
      case Claim.Reused reused ->
          problems.write(
              request,
              response,
              new ProblemException(
                  CommonProblem.IDEMPOTENCY_KEY_REUSED,
                  "The first request with this key had another body; use a new key"));
    }
  }

  private void run(
      RequestIdentity identity,
      RereadableRequest request,
      HttpServletResponse response,
      FilterChain chain)
      throws ServletException, IOException {
    RecordedResponse recorded =
        new RecordedResponse(response, (int) properties.maxAnswer().toBytes());
    boolean kept = false;
    try {
      chain.doFilter(request, recorded);
      kept =
          recorded
              .recorded()
              .map(
                  answer -> {
                    requests.answered(identity, answer);
                    return true;
                  })
              .orElse(false);
    } finally {
      if (!kept) {
        requests.release(identity);
      }
    }
  }

  private static void replay(StoredAnswer answer, HttpServletResponse response) throws IOException {
    response.setStatus(answer.status());
    if (answer.contentType() != null) {
      response.setContentType(answer.contentType());
    }
    if (answer.location() != null) {
      response.setHeader("Location", answer.location());
    }
    if (answer.etag() != null) {
      response.setHeader("ETag", answer.etag());
    }
    response.setHeader(REPLAYED, "true");
    response.setContentLength(answer.body().length);
    response.getOutputStream().write(answer.body());
  }

  private static String caller(HttpServletRequest request) {
    Principal principal = request.getUserPrincipal();
    return principal == null ? "" : principal.getName();
  }

  private Instant lockedUntil() {
    RequestContext context = RequestContext.current();
    return context == null ? clock.instant().plus(Duration.ofMinutes(2)) : context.deadline().at();
  }
}
