package dev.signalbox.gateway.request;

import dev.signalbox.gateway.problem.GatewayProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.reactive.CorsUtils;
import org.springframework.web.cors.reactive.DefaultCorsProcessor;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Lets pages of the configured origins call, and no others; none are configured by default. */
final class CrossOriginFilter implements WebFilter, Ordered {
  private static final Duration PREFLIGHT_AGE = Duration.ofMinutes(10);

  /** What answers say of themselves, beside what every page may read. */
  private static final List<String> EXPOSED =
      List.of(
          "X-Request-Id",
          "X-Signalbox-Provider",
          "X-Signalbox-Model",
          "X-Signalbox-Attempt-Id",
          "X-Signalbox-Simulated",
          "X-Signalbox-Passed-Over",
          "X-Signalbox-Unused",
          "X-Signalbox-Overhead-Ms",
          "X-Signalbox-Cost-Usd",
          "X-Signalbox-Cache",
          "X-Signalbox-Resumable",
          "Age",
          "RateLimit",
          "RateLimit-Policy",
          "Retry-After",
          "ETag",
          "Location");

  private final DefaultCorsProcessor processor = new DefaultCorsProcessor();
  private final @Nullable CorsConfiguration configuration;

  CrossOriginFilter(List<String> allowedOrigins) {
    this.configuration = allowedOrigins.isEmpty() ? null : allow(allowedOrigins);
  }

  private static CorsConfiguration allow(List<String> origins) {
    CorsConfiguration configuration = new CorsConfiguration();
    configuration.setAllowedOrigins(origins);
    configuration.setAllowedMethods(
        List.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"));
    configuration.setAllowedHeaders(List.of(CorsConfiguration.ALL));
    configuration.setExposedHeaders(EXPOSED);
    configuration.setMaxAge(PREFLIGHT_AGE);
    return configuration;
  }

  @Override
  public int getOrder() {
    return RequestIdentityFilter.ORDER + 1;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    if (!exchange.getRequest().getHeaders().containsHeader(HttpHeaders.ORIGIN)
        || InboundRequest.find(exchange) == null) {
      return chain.filter(exchange);
    }
    ServerHttpRequest request = exchange.getRequest();
    boolean preflight = CorsUtils.isPreFlightRequest(request);
    // Browsers keep the answer to a request from a page of another origin, but not a WebSocket.
    boolean refused =
        preflight || (SocketUpgrade.isIn(request) && CorsUtils.isCorsRequest(request));
    boolean allowed = configuration == null ? !refused : processor.process(configuration, exchange);
    if (!allowed) {
      return Mono.error(
          new ProblemException(
              GatewayProblem.ORIGIN_NOT_ALLOWED,
              "Pages of this origin may not call; an operator allows origins with"
                  + " signalbox.gateway.request.allowed-origins"));
    }
    return preflight
        ? exchange.getResponse().setComplete().subscribeOn(Schedulers.parallel())
        : chain.filter(exchange);
  }
}
