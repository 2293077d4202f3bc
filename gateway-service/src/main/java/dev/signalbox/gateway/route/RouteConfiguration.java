package dev.signalbox.gateway.route;

import dev.signalbox.gateway.token.InternalTokens;
import dev.signalbox.kit.http.Peers;
import io.netty.channel.ChannelOption;
import java.time.Clock;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.web.reactive.socket.client.ReactorNettyWebSocketClient;
import org.springframework.web.reactive.socket.server.support.HandshakeWebSocketService;
import org.springframework.web.reactive.socket.server.upgrade.ReactorNettyRequestUpgradeStrategy;
import reactor.netty.http.client.HttpClient;
import reactor.netty.http.client.WebsocketClientSpec;
import reactor.netty.http.server.WebsocketServerSpec;
import reactor.netty.resources.ConnectionProvider;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({Peers.class, SocketProperties.class})
class RouteConfiguration {
  @Bean
  ServiceRoutes serviceRoutes(Peers peers) {
    return new ServiceRoutes(peers);
  }

  @Bean
  RouteLocator serviceRouteLocator(ServiceRoutes routes) {
    return ServiceRouteMapping.locator(ServiceRouteMapping.gatewayRoutes(routes));
  }

  @Bean
  ServiceRouteMapping serviceRouteMapping(
      FilteringWebHandler handler,
      ServiceRoutes routes,
      SocketProxy socketProxy,
      Environment environment) {
    return new ServiceRouteMapping(handler, routes, socketProxy, environment);
  }

  @Bean(destroyMethod = "dispose")
  ConnectionProvider upstreamConnections(UpstreamProperties properties) {
    return ConnectionProvider.builder("upstream")
        .maxConnections(properties.maxConnections())
        .pendingAcquireMaxCount(properties.maxWaiting())
        .pendingAcquireTimeout(properties.acquireTimeout())
        .maxIdleTime(properties.idleTimeout())
        .evictInBackground(properties.idleTimeout())
        .lifo()
        .build();
  }

  @Bean
  HttpClient upstreamHttpClient(
      ConnectionProvider upstreamConnections, UpstreamProperties properties) {
    return client(upstreamConnections, properties);
  }

  private static HttpClient client(ConnectionProvider connections, UpstreamProperties properties) {
    // Nothing is sent twice: a request that broke may have been carried out.
    return HttpClient.create(connections)
        .disableRetry(true)
        .followRedirect(false)
        .httpResponseDecoder(
            decoder -> decoder.maxHeaderSize(Math.toIntExact(properties.maxHeaders().toBytes())))
        .option(
            ChannelOption.CONNECT_TIMEOUT_MILLIS,
            Math.toIntExact(properties.connectTimeout().toMillis()));
  }

  /** Of their own: what is open for an hour must not leave the others without a connection. */
  @Bean(destroyMethod = "dispose")
  ConnectionProvider socketConnections(SocketProperties sockets, UpstreamProperties properties) {
    return ConnectionProvider.builder("sockets")
        .maxConnections(sockets.maxConnections())
        .pendingAcquireMaxCount(1)
        .pendingAcquireTimeout(properties.acquireTimeout())
        .build();
  }

  @Bean
  SocketProxy socketProxy(
      ConnectionProvider socketConnections,
      UpstreamProperties properties,
      SocketProperties sockets,
      OutboundHeaders headers,
      InternalTokens tokens,
      Clock clock,
      JsonMapper json) {
    int maxMessage = Math.toIntExact(sockets.maxMessage().toBytes());
    // Pings go through to the other end: it is the one whose life is in question.
    return new SocketProxy(
        new ReactorNettyWebSocketClient(
            client(socketConnections, properties),
            () -> WebsocketClientSpec.builder().handlePing(true).maxFramePayloadLength(maxMessage)),
        new HandshakeWebSocketService(
            new ReactorNettyRequestUpgradeStrategy(
                () ->
                    WebsocketServerSpec.builder()
                        .handlePing(true)
                        .maxFramePayloadLength(maxMessage))),
        headers,
        new SocketRelay(tokens, sockets, clock, json),
        clock);
  }

  @Bean
  UpstreamCallFilter upstreamCallFilter() {
    return new UpstreamCallFilter();
  }

  @Bean
  DeadlineFilter deadlineFilter(Clock clock, UpstreamProperties properties) {
    return new DeadlineFilter(clock, properties.streamGrace());
  }

  @Bean
  EarlyHeadersFilter earlyHeadersFilter() {
    return new EarlyHeadersFilter();
  }

  @Bean
  OutboundHeaders outboundHeaders(InternalTokens tokens) {
    return new OutboundHeaders(tokens);
  }

  @Bean
  ReturnedHeaders returnedHeaders() {
    return new ReturnedHeaders();
  }
}
