package dev.signalbox.gateway.route;

import org.reactivestreams.Publisher;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyWriteResponseFilter;
import org.springframework.core.Ordered;
import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.http.server.reactive.ServerHttpResponse;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Sends the headers of a streaming answer as soon as they are there. Netty keeps them until there
 * is a first byte of content, which an agent that thinks may take a minute for; so the content
 * starts with none.
 */
final class EarlyHeadersFilter implements GlobalFilter, Ordered {
  @Override
  public int getOrder() {
    return NettyWriteResponseFilter.WRITE_RESPONSE_FILTER_ORDER - 2;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    ServerHttpResponse early =
        new ServerHttpResponseDecorator(exchange.getResponse()) {
          @Override
          public Mono<Void> writeAndFlushWith(
              Publisher<? extends Publisher<? extends DataBuffer>> body) {
            DataBuffer nothing = bufferFactory().wrap(new byte[0]);
            return super.writeAndFlushWith(Flux.concat(Mono.just(Mono.just(nothing)), body));
          }
        };
    return chain.filter(exchange.mutate().response(early).build());
  }
}
