package dev.signalbox.gateway.route;

import dev.signalbox.kit.context.RequestContext;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/** The headers of a service's answer, without those that the gateway has set already. */
final class ReturnedHeaders implements HttpHeadersFilter, Ordered {
  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public boolean supports(Type type) {
    return type == Type.RESPONSE;
  }

  @Override
  public HttpHeaders filter(HttpHeaders upstream, ServerWebExchange exchange) {
    upstream.remove(RequestContext.REQUEST_ID_HEADER);
    upstream.remove("X-Content-Type-Options");
    upstream.remove(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN);
    upstream.remove(HttpHeaders.ACCESS_CONTROL_ALLOW_CREDENTIALS);
    return upstream;
  }
}
