package dev.signalbox.streaming.web;

import dev.signalbox.kit.security.Caller;
import dev.signalbox.kit.security.CurrentCaller;
import dev.signalbox.streaming.attempt.WireProtocols;
import dev.signalbox.streaming.socket.SocketProblem;
import dev.signalbox.streaming.wire.Protocol;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.http.server.ServletServerHttpResponse;
import org.springframework.web.socket.WebSocketHandler;
import org.springframework.web.socket.server.HandshakeInterceptor;

/** Keeps what the request said that a connection began with. */
final class SocketHandshake implements HandshakeInterceptor {

  private static final String CALLER = "caller";
  private static final String TOKEN = "token";
  private static final String HEADERS = "headers";
  private static final Duration RETRY = Duration.ofSeconds(1);

  private final OpenSockets open;
  private final WireProtocols protocols;
  private final ProtocolErrors errors;

  SocketHandshake(OpenSockets open, WireProtocols protocols, ProtocolErrors errors) {
    this.open = open;
    this.protocols = protocols;
    this.errors = errors;
  }

  @Override
  public boolean beforeHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      Map<String, Object> attributes)
      throws IOException {
    if (!open.takeMore()) {
      errors.send(
          ((ServletServerHttpResponse) response).getServletResponse(),
          protocols.of(Protocol.OPENAI_RESPONSES),
          SocketProblem.TOO_MANY_CONNECTIONS.error(),
          RETRY);
      return false;
    }
    attributes.put(CALLER, Caller.current());
    attributes.put(TOKEN, Objects.requireNonNull(CurrentCaller.token()));
    attributes.put(
        HEADERS, CallHeaders.of(((ServletServerHttpRequest) request).getServletRequest()));
    return true;
  }

  @Override
  public void afterHandshake(
      ServerHttpRequest request,
      ServerHttpResponse response,
      WebSocketHandler handler,
      @Nullable Exception failure) {
    // Whoever made the handshake has told of a failure.
  }

  static Caller caller(Map<String, Object> attributes) {
    return (Caller) Objects.requireNonNull(attributes.get(CALLER));
  }

  static String token(Map<String, Object> attributes) {
    return (String) Objects.requireNonNull(attributes.get(TOKEN));
  }

  static CallHeaders headers(Map<String, Object> attributes) {
    return (CallHeaders) Objects.requireNonNull(attributes.get(HEADERS));
  }
}
