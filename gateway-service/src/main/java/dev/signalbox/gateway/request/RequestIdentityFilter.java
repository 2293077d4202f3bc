package dev.signalbox.gateway.request;

import dev.signalbox.gateway.problem.GatewayProblem;
import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.publisher.SignalType;

/** Gives each request its identifier, deadline and span before anything else looks at it. */
final class RequestIdentityFilter implements WebFilter, Ordered {
  static final int ORDER = Ordered.HIGHEST_PRECEDENCE;

  private final ApplicationContext application;
  private final RequestProperties properties;
  private final RequestSpans spans;
  private final RequestMeters meters;
  private final Clock clock;

  RequestIdentityFilter(
      ApplicationContext application,
      RequestProperties properties,
      RequestSpans spans,
      RequestMeters meters,
      Clock clock) {
    this.application = application;
    this.properties = properties;
    this.spans = spans;
    this.meters = meters;
    this.clock = clock;
  }

  @Override
  public int getOrder() {
    return ORDER;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    // The management port is a child context that inherits these filters; nothing here is for it.
    if (exchange.getApplicationContext() != application) {
      return chain.filter(exchange);
    }
    HttpHeaders headers = exchange.getRequest().getHeaders();
    Optional<Deadline> asked = askedDeadline(headers);
    InboundRequest request =
        spans.start(
            exchange.getRequest(),
            requestId(headers),
            asked
                .orElseGet(() -> Deadline.in(properties.defaultDeadline(), clock))
                .atMost(properties.maxDeadline(), clock));
    request.attachTo(exchange);
    HttpHeaders answer = exchange.getResponse().getHeaders();
    answer.set(RequestContext.REQUEST_ID_HEADER, request.id());
    answer.set("X-Content-Type-Options", "nosniff");
    exchange
        .getResponse()
        .beforeCommit(
            () -> {
              request.answered();
              return Mono.empty();
            });
    return checked(exchange, request, asked, chain)
        .doFinally(signal -> finish(exchange, request, signal));
  }

  private Mono<Void> checked(
      ServerWebExchange exchange,
      InboundRequest request,
      Optional<Deadline> asked,
      WebFilterChain chain) {
    if (asked.isEmpty() && exchange.getRequest().getHeaders().containsHeader(Deadline.HEADER)) {
      return Mono.error(
          new ProblemException(
              GatewayProblem.INVALID_DEADLINE,
              Deadline.HEADER + " must be a moment in milliseconds since 1970-01-01T00:00:00Z"));
    }
    if (request.deadline().expired(clock)) {
      return Mono.error(
          new ProblemException(
              CommonProblem.DEADLINE_EXCEEDED,
              "The moment in " + Deadline.HEADER + " had passed when the request came in"));
    }
    if (!RequestPaths.isPlain(exchange.getRequest().getURI().getRawPath())) {
      return Mono.error(
          new ProblemException(
              GatewayProblem.INVALID_PATH,
              "The path must not hold . or .. segments or control characters, not even encoded"));
    }
    return chain.filter(exchange);
  }

  private static Optional<Deadline> askedDeadline(HttpHeaders headers) {
    @Nullable String value = headers.getFirst(Deadline.HEADER);
    if (value == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(Deadline.parse(value));
    } catch (RuntimeException notAMoment) {
      return Optional.empty();
    }
  }

  private static String requestId(HttpHeaders headers) {
    @Nullable String given = headers.getFirst(RequestContext.REQUEST_ID_HEADER);
    return given != null && IdKind.REQUEST.matches(given) ? given : IdKind.REQUEST.next();
  }

  private void finish(ServerWebExchange exchange, InboundRequest request, SignalType signal) {
    Outcome outcome = Outcome.of(exchange, request, signal);
    meters.record(request, outcome);
    spans.end(request, outcome);
  }
}
