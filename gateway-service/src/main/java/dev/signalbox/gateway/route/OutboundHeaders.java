package dev.signalbox.gateway.route;

import dev.signalbox.gateway.access.CallerAttribute;
import dev.signalbox.gateway.access.PresentedKey;
import dev.signalbox.gateway.request.InboundRequest;
import dev.signalbox.gateway.token.InternalTokens;
import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.security.Caller;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.cloud.gateway.filter.headers.HttpHeadersFilter;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.web.server.ServerWebExchange;

/**
 * The headers a service gets: the client's, without its credential and without anything that only
 * the platform may say, and then the platform's own.
 */
final class OutboundHeaders implements HttpHeadersFilter, Ordered {
  private static final String PLATFORM = "x-signalbox-";

  /** What a client may ask of the platform itself. */
  private static final Set<String> WISHES =
      Set.of(
          "x-signalbox-cache-max-age",
          "x-signalbox-fallback-models",
          "x-signalbox-hedge-after-ms",
          "x-signalbox-resumable",
          "x-signalbox-tags",
          "x-signalbox-usage-cost");

  private static final String FORWARDED = "x-forwarded-";

  /** Of a handshake, which is this hop's own; a key may be among the subprotocols. */
  private static final String SOCKET = "sec-websocket-";

  private static final Set<String> USUAL_CONNECTION = Set.of("keep-alive", "close");

  private final InternalTokens tokens;

  OutboundHeaders(InternalTokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE;
  }

  @Override
  public HttpHeaders filter(HttpHeaders client, ServerWebExchange exchange) {
    HttpHeaders outbound = new HttpHeaders();
    Set<String> hopByHop = namedByConnection(client);
    for (String name : client.headerNames()) {
      String lower = name.toLowerCase(Locale.ROOT);
      if (passes(lower) && !hopByHop.contains(lower)) {
        outbound.put(name, client.getOrEmpty(name));
      }
    }
    InboundRequest request = InboundRequest.of(exchange);
    outbound.set(RequestContext.REQUEST_ID_HEADER, request.id());
    outbound.set(Deadline.HEADER, request.deadline().headerValue());
    outbound.set("traceparent", request.traceparent());
    @Nullable Caller caller = CallerAttribute.of(exchange);
    if (caller != null) {
      outbound.setBearerAuth(tokens.tokenFor(caller, request.deadline()));
    }
    return outbound;
  }

  private static boolean passes(String name) {
    return switch (name) {
      case "authorization",
          "cookie",
          "proxy-authorization",
          "connection",
          "keep-alive",
          "te",
          "trailer",
          "upgrade",
          "expect",
          "host",
          "forwarded",
          "traceparent",
          "x-request-id",
          "x-request-deadline" ->
          false;
      default ->
          !PresentedKey.API_KEY_HEADERS.contains(name)
              && !name.startsWith(FORWARDED)
              && !name.startsWith(SOCKET)
              && (!name.startsWith(PLATFORM) || WISHES.contains(name));
    };
  }

  /** A client may declare any header to be for this hop alone (RFC 9110, section 7.6.1). */
  private static Set<String> namedByConnection(HttpHeaders client) {
    List<String> options = client.getConnection();
    if (options.isEmpty() || USUAL_CONNECTION.containsAll(options)) {
      return Set.of();
    }
    Set<String> names = new TreeSet<>();
    options.forEach(option -> names.add(option.toLowerCase(Locale.ROOT)));
    return names;
  }
}
