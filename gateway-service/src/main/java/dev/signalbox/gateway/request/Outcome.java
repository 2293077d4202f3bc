package dev.signalbox.gateway.request;

import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.route.Route;
import org.springframework.cloud.gateway.support.ServerWebExchangeUtils;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.web.server.ServerWebExchange;
import reactor.core.publisher.SignalType;

/**
 * How a request ended, in closed sets only: nothing here is a name that a caller can invent.
 *
 * @param route a route's identifier, or {@code gateway} for what the gateway answers itself
 * @param method a standard HTTP method, or {@code other}
 * @param status {@code 2xx} to {@code 5xx}, or {@code aborted} if it was broken off
 * @param statusCode 0 if there was none
 */
record Outcome(String route, String method, String status, int statusCode) {
  static Outcome of(ServerWebExchange exchange, InboundRequest request, SignalType signal) {
    Route route = exchange.getAttribute(ServerWebExchangeUtils.GATEWAY_ROUTE_ATTR);
    HttpStatusCode code = exchange.getResponse().getStatusCode();
    return new Outcome(
        route == null ? "gateway" : route.getId(),
        method(exchange.getRequest().getMethod()),
        request.isBrokenOff() || brokenOff(exchange, signal, code) ? "aborted" : statusClass(code),
        code == null ? 0 : code.value());
  }

  /** Either side left in the middle of an answer, or the client before there was one. */
  private static boolean brokenOff(
      ServerWebExchange exchange, SignalType signal, @Nullable HttpStatusCode code) {
    return signal == SignalType.CANCEL
        || (signal == SignalType.ON_ERROR
            && exchange.getResponse().isCommitted()
            && (code == null || !code.isError()));
  }

  private static String method(HttpMethod method) {
    return switch (method.name()) {
      case "GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS" -> method.name();
      default -> "other";
    };
  }

  private static String statusClass(@Nullable HttpStatusCode code) {
    return switch (code == null ? 2 : code.value() / 100) {
      case 1 -> "1xx";
      case 2 -> "2xx";
      case 3 -> "3xx";
      case 4 -> "4xx";
      default -> "5xx";
    };
  }
}
