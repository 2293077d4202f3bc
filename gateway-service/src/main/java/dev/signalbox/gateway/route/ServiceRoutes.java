package dev.signalbox.gateway.route;

import dev.signalbox.kit.http.Peers;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.http.server.PathContainer;
import org.springframework.web.util.pattern.PathPattern;
import org.springframework.web.util.pattern.PathPatternParser;

/** Which service answers which path; the first match counts. */
public final class ServiceRoutes {
  /**
   * The paths of one service.
   *
   * @param service the service's short name, also the name of the route in metrics and problems
   * @param upstream the service's base URL
   */
  public record ServiceRoute(String service, URI upstream, List<PathPattern> paths) {
    private static ServiceRoute to(String service, URI upstream, String... paths) {
      return new ServiceRoute(
          service,
          upstream,
          Arrays.stream(paths).map(PathPatternParser.defaultInstance::parse).toList());
    }

    boolean matches(PathContainer path) {
      for (PathPattern pattern : paths) {
        if (pattern.matches(path)) {
          return true;
        }
      }
      return false;
    }
  }

  private final List<ServiceRoute> routes;
  private final ServiceRoute sockets;

  ServiceRoutes(Peers peers) {
    this.sockets = ServiceRoute.to("streaming", peers.streaming(), "/v1/stream", "/v1/responses");
    this.routes =
        List.of(
            ServiceRoute.to(
                "routing",
                peers.routing(),
                "/api/v1/agents/message",
                "/api/v1/conversations/**",
                "/api/v1/routing/**"),
            ServiceRoute.to(
                "registry",
                peers.registry(),
                "/api/v1/agents/**",
                "/.well-known/ai-catalog.json",
                "/search",
                "/explore",
                "/agents",
                "/v0.1/servers"),
            ServiceRoute.to(
                "streaming",
                peers.streaming(),
                "/v1/**",
                "/v1beta/**",
                "/v2/**",
                "/model/**",
                "/api/v1/attempts/**",
                "/api/v1/limits/**",
                "/api/v1/models",
                "/api/v1/response-cache/**"),
            ServiceRoute.to(
                "cost",
                peers.cost(),
                "/api/v1/usage/**",
                "/api/v1/costs/**",
                "/api/v1/prices/**",
                "/api/v1/budgets/**"),
            ServiceRoute.to("mcp-pool", peers.mcpPool(), "/api/v1/mcp/**", "/mcp", "/mcp/*"),
            ServiceRoute.to(
                "event-store",
                peers.eventStore(),
                "/api/v1/streams/**",
                "/api/v1/events/**",
                "/api/v1/projections/**",
                "/api/v1/schemas/**",
                "/api/v1/subjects/**",
                "/api/v1/subscriptions/**",
                "/api/v1/audit/**",
                "/api/v1/archives/**",
                "/api/v1/replays/**",
                "/api/v1/ingest/**"));
  }

  /** The paths that are opened as WebSockets; asked for otherwise, they are paths like others. */
  ServiceRoute sockets() {
    return sockets;
  }

  List<ServiceRoute> all() {
    return routes;
  }

  /** The base URL of the service with this short name. */
  public Optional<URI> upstream(String service) {
    return routes.stream()
        .filter(route -> route.service().equals(service))
        .map(ServiceRoute::upstream)
        .findFirst();
  }
}
