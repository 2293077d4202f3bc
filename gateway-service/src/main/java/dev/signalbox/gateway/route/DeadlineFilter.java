package dev.signalbox.gateway.route;

import dev.signalbox.gateway.request.InboundRequest;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.time.Clock;
import java.time.Duration;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.Ordered;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Ends a call at its deadline: with 504 if nothing was answered yet. An answer that streams by then
 * gets a moment more, in which the service can end it properly, and is cut off after that.
 */
final class DeadlineFilter implements GlobalFilter, Ordered {
  private final Clock clock;
  private final Duration grace;

  DeadlineFilter(Clock clock, Duration grace) {
    this.clock = clock;
    this.grace = grace;
  }

  @Override
  public int getOrder() {
    return NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 1;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    if (ServiceRouteMapping.isSocket(exchange)) {
      return chain.filter(exchange); // It lives on; each request on it has a deadline of its own.
    }
    Duration left = InboundRequest.of(exchange).deadline().remaining(clock);
    Mono<Long> end =
        Mono.delay(left)
            .flatMap(
                tick -> exchange.getResponse().isCommitted() ? Mono.delay(grace) : Mono.just(tick));
    return chain.filter(exchange).timeout(end, Mono.defer(() -> exceeded(exchange)));
  }

  private static Mono<Void> exceeded(ServerWebExchange exchange) {
    if (exchange.getResponse().isCommitted()) {
      InboundRequest.of(exchange).brokenOff();
      HttpServerResponse answer =
          ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
      answer.withConnection(Connection::dispose);
      return Mono.empty();
    }
    return Mono.error(
        new ProblemException(
            CommonProblem.DEADLINE_EXCEEDED,
            "The request's deadline passed before there was an answer; X-Request-Deadline moves"
                + " it"));
  }
}
