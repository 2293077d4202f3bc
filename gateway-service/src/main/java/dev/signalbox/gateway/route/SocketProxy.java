package dev.signalbox.gateway.route;

import dev.signalbox.gateway.access.Admission;
import dev.signalbox.gateway.request.InboundRequest;
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.GatewayFilterChain;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpResponseDecorator;
import org.springframework.web.reactive.socket.WebSocketHandler;
import org.springframework.web.reactive.socket.WebSocketSession;
import org.springframework.web.reactive.socket.client.WebSocketClient;
import org.springframework.web.reactive.socket.server.WebSocketService;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.Connection;
import reactor.netty.http.server.HttpServerResponse;

/**
 * Opens a WebSocket to the service first, and then to the client: what the service refuses is still
 * an answer with a status.
 */
final class SocketProxy implements GatewayFilter {
  /** What a client that must offer a subprotocol is answered with. */
  private static final List<String> SUBPROTOCOLS = List.of("signalbox.v1");

  private final WebSocketClient client;
  private final WebSocketService server;
  private final OutboundHeaders headers;
  private final SocketRelay relay;
  private final Clock clock;

  SocketProxy(
      WebSocketClient client,
      WebSocketService server,
      OutboundHeaders headers,
      SocketRelay relay,
      Clock clock) {
    this.client = client;
    this.server = server;
    this.headers = headers;
    this.relay = relay;
    this.clock = clock;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, GatewayFilterChain chain) {
    Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    URI address =
        socketAddress(UpstreamCallFilter.address(route.getUri(), exchange.getRequest().getURI()));
    HttpHeaders outbound = headers.filter(exchange.getRequest().getHeaders(), exchange);
    InboundRequest request = InboundRequest.of(exchange);
    AtomicBoolean opened = new AtomicBoolean();
    request.upstreamStarts();
    return client
        .execute(
            address,
            outbound,
            upstream -> {
              opened.set(true);
              request.upstreamAnswered();
              Sinks.Empty<Void> over = Sinks.empty();
              // Done as soon as the connection is open, and the service's must outlive that.
              return server
                  .handleRequest(exchange, new Downstream(exchange, upstream, over))
                  .then(over.asMono());
            })
        .timeout(
            Mono.delay(request.deadline().remaining(clock))
                .filter(tick -> !opened.get())
                .switchIfEmpty(Mono.never()),
            Mono.error(() -> new TimeoutException("the WebSocket was not opened in time")));
  }

  private static URI socketAddress(URI address) {
    return URI.create("ws" + address.toString().substring("http".length()));
  }

  private final class Downstream implements WebSocketHandler {
    private final ServerWebExchange exchange;
    private final WebSocketSession upstream;
    private final Sinks.Empty<Void> over;

    Downstream(ServerWebExchange exchange, WebSocketSession upstream, Sinks.Empty<Void> over) {
      this.exchange = exchange;
      this.upstream = upstream;
      this.over = over;
    }

    @Override
    public List<String> getSubProtocols() {
      return SUBPROTOCOLS;
    }

    @Override
    public Mono<Void> handle(WebSocketSession downstream) {
      return relay
          .between(downstream, upstream, Admission.of(exchange), this::abandon)
          .doFinally(signal -> over.tryEmitEmpty());
    }

    private void abandon() {
      HttpServerResponse answer =
          ServerHttpResponseDecorator.getNativeResponse(exchange.getResponse());
      answer.withConnection(Connection::dispose);
    }
  }
}
