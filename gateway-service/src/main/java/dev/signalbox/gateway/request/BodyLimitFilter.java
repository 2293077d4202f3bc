package dev.signalbox.gateway.request;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.http.server.reactive.ServerHttpRequestDecorator;
import org.springframework.util.unit.DataSize;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/** Refuses bodies over the limit: by their announced length, else while they come in. */
final class BodyLimitFilter implements WebFilter, Ordered {
  /** After authentication: a stranger learns nothing about limits. */
  static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

  private final DataSize api;
  private final DataSize model;

  BodyLimitFilter(DataSize api, DataSize model) {
    this.api = api;
    this.model = model;
  }

  @Override
  public int getOrder() {
    return ORDER;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    DataSize limit = RequestPaths.takesLargeBodies(request.getURI().getRawPath()) ? model : api;
    if (request.getHeaders().containsHeader(HttpHeaders.TRANSFER_ENCODING)) {
      return chain.filter(exchange.mutate().request(counted(request, limit)).build());
    }
    if (request.getHeaders().getContentLength() > limit.toBytes()) {
      return Mono.error(tooLarge(limit));
    }
    return chain.filter(exchange);
  }

  private static ServerHttpRequest counted(ServerHttpRequest request, DataSize limit) {
    return new ServerHttpRequestDecorator(request) {
      @Override
      public Flux<DataBuffer> getBody() {
        return Flux.defer(
            () ->
                super.getBody()
                    .doOnDiscard(DataBuffer.class, DataBufferUtils::release)
                    .handle(new Counter(limit)::accept));
      }
    };
  }

  static ProblemException tooLarge(DataSize limit) {
    return new ProblemException(
        CommonProblem.BODY_TOO_LARGE,
        "The body is larger than the " + limit.toBytes() + " bytes that this path takes");
  }
}
