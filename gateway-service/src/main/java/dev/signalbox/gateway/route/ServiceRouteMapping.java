package dev.signalbox.gateway.route;

import dev.signalbox.gateway.request.InboundRequest;
import dev.signalbox.gateway.request.SocketUpgrade;
import dev.signalbox.gateway.route.ServiceRoutes.ServiceRoute;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.cloud.gateway.config.GlobalCorsProperties;
import org.springframework.cloud.gateway.filter.GatewayFilter;
import org.springframework.cloud.gateway.filter.NettyRoutingFilter;
import org.springframework.cloud.gateway.filter.OrderedGatewayFilter;
import org.springframework.cloud.gateway.handler.FilteringWebHandler;
import org.springframework.cloud.gateway.handler.RoutePredicateHandlerMapping;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.route.RouteLocator;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.core.env.Environment;
import org.springframework.http.server.PathContainer;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Finds the route by its path alone. The inherited way evaluates every route as a reactive
 * predicate, on every request, for routes that never change.
 */
final class ServiceRouteMapping extends RoutePredicateHandlerMapping {
  private static final String SOCKET = "socket";

  private final Map<ServiceRoute, Route> routes;
  private final ServiceRoute sockets;
  private final Route socketRoute;

  ServiceRouteMapping(
      FilteringWebHandler handler,
      ServiceRoutes services,
      GatewayFilter socketProxy,
      Environment environment) {
    this(handler, gatewayRoutes(services), services.sockets(), socketProxy, environment);
  }

  private ServiceRouteMapping(
      FilteringWebHandler handler,
      Map<ServiceRoute, Route> routes,
      ServiceRoute sockets,
      GatewayFilter socketProxy,
      Environment environment) {
    super(handler, locator(routes), new GlobalCorsProperties(), environment);
    this.routes = routes;
    this.sockets = sockets;
    this.socketRoute =
        route(sockets)
            .metadata(SOCKET, true)
            // Before the filters that make an ordinary call.
            .filter(new OrderedGatewayFilter(socketProxy, NettyRoutingFilter.ORDER - 2))
            .build();
    setOrder(-10); // Before the gateway's own controllers, whose paths no route matches.
  }

  /** Whether the request opens a WebSocket that goes through. */
  static boolean isSocket(ServerWebExchange exchange) {
    Route route = exchange.getRequiredAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    return route.getMetadata().containsKey(SOCKET);
  }

  static RouteLocator locator(Map<ServiceRoute, Route> routes) {
    return () -> Flux.fromIterable(routes.values());
  }

  static Map<ServiceRoute, Route> gatewayRoutes(ServiceRoutes services) {
    Map<ServiceRoute, Route> routes = new LinkedHashMap<>();
    for (ServiceRoute service : services.all()) {
      routes.put(service, route(service).build());
    }
    return routes;
  }

  private static Route.AsyncBuilder route(ServiceRoute service) {
    return Route.async()
        .id(service.service())
        .uri(service.upstream())
        .predicate(exchange -> service.matches(path(exchange)));
  }

  @Override
  protected Mono<?> getHandlerInternal(ServerWebExchange exchange) {
    // The management port inherits this mapping, but its requests were never authenticated.
    return InboundRequest.find(exchange) == null
        ? Mono.empty()
        : super.getHandlerInternal(exchange);
  }

  @Override
  protected Mono<Route> lookupRoute(ServerWebExchange exchange) {
    PathContainer path = path(exchange);
    if (sockets.matches(path) && SocketUpgrade.isIn(exchange.getRequest())) {
      return Mono.just(socketRoute);
    }
    for (Map.Entry<ServiceRoute, Route> route : routes.entrySet()) {
      if (route.getKey().matches(path)) {
        return Mono.just(route.getValue());
      }
    }
    return Mono.empty();
  }

  private static PathContainer path(ServerWebExchange exchange) {
    return exchange.getRequest().getPath().pathWithinApplication();
  }
}
