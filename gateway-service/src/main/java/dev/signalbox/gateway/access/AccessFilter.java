package dev.signalbox.gateway.access;

import dev.signalbox.gateway.key.KeyDirectory;
import dev.signalbox.gateway.key.KeyHash;
import dev.signalbox.gateway.key.KeyHasher;
import dev.signalbox.gateway.key.KnownKey;
import dev.signalbox.gateway.problem.GatewayProblem;
import dev.signalbox.gateway.request.InboundRequest;
import dev.signalbox.gateway.request.SocketUpgrade;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.Role;
import java.time.Clock;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import org.springframework.core.Ordered;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.PathContainer;
import org.springframework.http.server.reactive.ServerHttpRequest;
import org.springframework.web.server.ServerWebExchange;
import org.springframework.web.server.WebFilter;
import org.springframework.web.server.WebFilterChain;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

/** Lets a request in if its API key is known and its role is enough. */
final class AccessFilter implements WebFilter, Ordered {
  private static final String CHALLENGE = "Bearer realm=\"signalbox\"";

  private final KeyHasher hasher;
  private final KeyDirectory directory;
  private final Clock clock;

  AccessFilter(KeyHasher hasher, KeyDirectory directory, Clock clock) {
    this.hasher = hasher;
    this.directory = directory;
    this.clock = clock;
  }

  @Override
  public int getOrder() {
    return Ordered.HIGHEST_PRECEDENCE + 50;
  }

  @Override
  public Mono<Void> filter(ServerWebExchange exchange, WebFilterChain chain) {
    ServerHttpRequest request = exchange.getRequest();
    PathContainer path = request.getPath().pathWithinApplication();
    if (InboundRequest.find(exchange) == null) {
      return chain.filter(exchange);
    }
    if (AccessRule.isOpen(request.getMethod(), path)) {
      // Not from within the reading of the request: see ProblemResponder.
      return chain.filter(exchange).subscribeOn(Schedulers.parallel());
    }
    Optional<String> presented =
        PresentedKey.in(request.getHeaders())
            .or(
                () ->
                    SocketUpgrade.isIn(request)
                        ? PresentedKey.inSubprotocols(request.getHeaders())
                        : Optional.empty());
    if (presented.isEmpty()) {
      return Mono.error(missing(exchange));
    }
    if (!PresentedKey.isShaped(presented.get())) {
      return Mono.error(invalid(exchange));
    }
    KeyHash hash = hasher.hash(presented.get());
    CompletableFuture<@Nullable KnownKey> found = directory.find(hash);
    if (found.isDone() && !found.isCompletedExceptionally()) {
      return admit(exchange, hash, Optional.ofNullable(found.getNow(null)), chain);
    }
    return Mono.fromFuture(found, true)
        .publishOn(Schedulers.parallel())
        .map(Optional::of)
        .defaultIfEmpty(Optional.empty())
        .flatMap(key -> admit(exchange, hash, key, chain));
  }

  private Mono<Void> admit(
      ServerWebExchange exchange, KeyHash hash, Optional<KnownKey> key, WebFilterChain chain) {
    if (key.isEmpty() || key.get().expired(clock)) {
      return Mono.error(invalid(exchange));
    }
    Caller caller = key.get().caller();
    ServerHttpRequest request = exchange.getRequest();
    boolean socket = SocketUpgrade.isIn(request);
    Role required =
        socket
            ? Role.OPERATOR
            : AccessRule.required(request.getMethod(), request.getPath().pathWithinApplication());
    if (!caller.has(required)) {
      return Mono.error(tooLow(exchange, required));
    }
    CallerAttribute.set(exchange, caller);
    if (socket) {
      new Admission(hash, required, directory, clock).attachTo(exchange);
    }
    return chain.filter(exchange);
  }

  private static ProblemException missing(ServerWebExchange exchange) {
    challenge(exchange, "");
    return new ProblemException(
        GatewayProblem.MISSING_API_KEY,
        "Send an API key as `Authorization: Bearer sbx_...` or as `x-api-key: sbx_...`");
  }

  private static ProblemException invalid(ServerWebExchange exchange) {
    challenge(exchange, ", error=\"invalid_token\"");
    return new ProblemException(
        GatewayProblem.INVALID_API_KEY,
        "This API key is unknown, expired or revoked; an administrator can create another");
  }

  private static ProblemException tooLow(ServerWebExchange exchange, Role required) {
    challenge(exchange, ", error=\"insufficient_scope\", scope=\"" + required.wireName() + "\"");
    return new ProblemException(
            GatewayProblem.ROLE_TOO_LOW, "This needs the role " + required.wireName())
        .with("required_role", required.wireName());
  }

  private static void challenge(ServerWebExchange exchange, String reason) {
    exchange.getResponse().getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, CHALLENGE + reason);
  }
}
