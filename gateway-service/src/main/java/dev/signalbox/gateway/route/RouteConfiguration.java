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
import reactor.netty.http.client.HttpClient;
import reactor.netty.resources.ConnectionProvider;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(Peers.class)
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
      FilteringWebHandler handler, ServiceRoutes routes, Environment environment) {
    return new ServiceRouteMapping(handler, routes, environment);
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
  HttpClient upstreamHttpClient(ConnectionProvider connections, UpstreamProperties properties) {
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
