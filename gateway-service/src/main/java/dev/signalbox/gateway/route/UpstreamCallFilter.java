package dev.signalbox.gateway.route;

import dev.signalbox.gateway.request.InboundRequest;
import java.net.URI;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.filter.GlobalFilter;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.Ordered;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;

/** Says where the call goes, path and query exactly as they came, and marks when it is answered. */
final class UpstreamCallFilter implements GlobalFilter, Ordered {
  @Override
  public int getOrder() {
    return NettyRoutingFilter.ORDER - 1;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    exchange
        .getAttributes()
        .put(
            ServerWebExchangeUtils.GATEWAY_REQUEST_URL_ATTR,
            address(route.getUri(), exchange.getRequest().getURI()));
    InboundRequest request = InboundRequest.of(exchange);
    request.upstreamStarts();
    return chain.filter(exchange).doOnSuccess(nothing -> request.upstreamAnswered());
  }

  static URI address(URI upstream, URI asked) {
    @Nullable String query = asked.getRawQuery();
    String base = upstream.toString();
    int end = base.endsWith("/") ? base.length() - 1 : base.length();
    return URI.create(
        base.substring(0, end) + asked.getRawPath() + (query == null ? "" : "?" + query));
  }
}
