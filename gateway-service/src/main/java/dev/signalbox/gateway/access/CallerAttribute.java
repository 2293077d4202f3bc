package dev.signalbox.gateway.access;

import dev.signalbox.kit.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/** Where the caller of an admitted request is found. */
public final class CallerAttribute {
  private static final String NAME = "caller";

  private CallerAttribute() {}

  static void set(ServerWebExchange exchange, Caller caller) {
    exchange.getAttributes().put(NAME, caller);
  }

  /** Null if the path is open to everyone. */
  public static @Nullable Caller of(ServerWebExchange exchange) {
    return exchange.getAttribute(NAME);
  }
}
