package dev.signalbox.streaming.web;

import java.util.List;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.web.socket.WebSocketExtension;
import org.springframework.web.socket.server.support.DefaultHandshakeHandler;

/** Opens WebSockets without extensions: to compress small messages costs more than it saves. */
final class PlainHandshakeHandler extends DefaultHandshakeHandler {

  /** What a client that must offer a subprotocol is answered with. */
  static final String SUBPROTOCOL = "signalbox.v1";

  PlainHandshakeHandler() {
    setSupportedProtocols(SUBPROTOCOL);
  }

  @Override
  protected List<WebSocketExtension> filterRequestedExtensions(
      ServerHttpRequest request,
      List<WebSocketExtension> requested,
      List<WebSocketExtension> supported) {
    return List.of();
  }
}
