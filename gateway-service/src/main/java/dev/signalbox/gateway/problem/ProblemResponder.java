package dev.signalbox.gateway.problem;

import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.web.server.ResponseStatusException;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebExceptionHandler;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.json.JsonMapper;

/** Answers every failure of the gateway's own, unless the answer has already begun. */
final class ProblemResponder implements WebExceptionHandler, Ordered {
  private static final String RETRY_SECONDS = "1";

  private final FailureLog log = new FailureLog();
  private final JsonMapper json;

  ProblemResponder(JsonMapper json) {
    this.json = json;
  }

  @Override
  public int getOrder() {
    return -2; // Before Spring Boot's own, which is at -1.
  }

  @Override
  public Mono<Void> handle(ServerWebExchange exchange, Throwable failure) {
    ServerHttpResponse response = exchange.getResponse();
    @Nullable String requestId = response.getHeaders().getFirst(RequestContext.REQUEST_ID_HEADER);
    // Without an identity it came in by the management port, which answers for itself.
    if (requestId == null || response.isCommitted()) {
      return Mono.error(failure);
    }
    ProblemException problem = Failures.problemOf(failure, exchange);
    log.record(problem, requestId, failure);
    return answer(exchange, failure, problem, requestId);
  }

  private Mono<Void> answer(
      ServerWebExchange exchange, Throwable failure, ProblemException problem, String requestId) {
    ServerHttpResponse response = exchange.getResponse();
    String path = exchange.getRequest().getURI().getRawPath();
    ErrorShape shape = ErrorShape.of(path);
    byte[] bytes = json.writeValueAsBytes(shape.body(problem, path, requestId));
    HttpHeaders headers = response.getHeaders();
    forgetUpstreamAnswer(headers);
    if (failure instanceof ResponseStatusException refusal) {
      headers.putAll(refusal.getHeaders());
    }
    shape.headers(headers, problem);
    headers.setContentLength(bytes.length);
    if (problem.code().status() == HttpStatus.SERVICE_UNAVAILABLE.value()) {
      headers.set(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
    }
    response.setStatusCode(HttpStatusCode.valueOf(problem.code().status()));
    DataBuffer buffer = response.bufferFactory().wrap(bytes);
    // Never from within the reading of the request: answered there and then, right behind a proxied
    // request on the same connection, Reactor Netty 1.3.6 stops reading it (its issue 4361).
    return Mono.defer(() -> response.writeWith(Mono.just(buffer)))
        .subscribeOn(Schedulers.parallel());
  }

  /** An upstream can fail after its headers were taken over and before the answer began. */
  private static void forgetUpstreamAnswer(HttpHeaders headers) {
    headers.remove(HttpHeaders.CONTENT_ENCODING);
    headers.remove(HttpHeaders.TRANSFER_ENCODING);
    headers.remove(HttpHeaders.ETAG);
    headers.remove(HttpHeaders.CACHE_CONTROL);
  }
}
