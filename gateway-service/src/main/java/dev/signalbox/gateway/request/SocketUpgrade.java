package dev.signalbox.gateway.request;

import org.springframework.http.HttpMethod;
import org.springframework.http.server.reactive.ServerHttpRequest;

/** Recognises requests that open a WebSocket (RFC 6455, section 4.2.1). */
public final class SocketUpgrade {
  private SocketUpgrade() {}

  public static boolean isIn(ServerHttpRequest request) {
    return request.getMethod().equals(HttpMethod.GET)
        && "websocket".equalsIgnoreCase(request.getHeaders().getUpgrade());
  }
}
