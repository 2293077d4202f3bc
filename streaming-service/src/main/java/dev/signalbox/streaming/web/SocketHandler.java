package dev.signalbox.streaming.web;

import dev.signalbox.streaming.socket.CloseReason;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.BinaryMessage;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PongMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;
import org.springframework.web.socket.handler.AbstractWebSocketHandler;

/** Hands what comes on connections to what is spoken there. */
final class SocketHandler extends AbstractWebSocketHandler {

  private static final Logger LOG = LoggerFactory.getLogger(SocketHandler.class);
  private static final String SESSION = SocketSession.class.getName();

  private final OpenSockets open;
  private final SocketOpening opening;

  SocketHandler(OpenSockets open, SocketOpening opening) {
    this.open = open;
    this.opening = opening;
  }

  /** Makes what is spoken on a new connection. */
  interface SocketOpening {
    SocketSession open(WebSocketSession session);
  }

  @Override
  public boolean supportsPartialMessages() {
    return true;
  }

  @Override
  public void afterConnectionEstablished(WebSocketSession session) {
    SocketSession opened = opening.open(session);
    session.getAttributes().put(SESSION, opened);
    open.add(opened);
  }

  @Override
  protected void handleTextMessage(WebSocketSession session, TextMessage message) {
    of(session).received(message.asBytes(), message.isLast());
  }

  @Override
  protected void handleBinaryMessage(WebSocketSession session, BinaryMessage message) {
    of(session).close(CloseReason.NOT_TEXT);
  }

  @Override
  protected void handlePongMessage(WebSocketSession session, PongMessage message) {
    of(session).heard();
  }

  /** The connection is closed then, which is told as well. */
  @Override
  public void handleTransportError(WebSocketSession session, Throwable failure) {
    LOG.debug("a connection failed: {}", failure.getMessage());
  }

  @Override
  public void afterConnectionClosed(WebSocketSession session, CloseStatus status) {
    if (session.getAttributes().get(SESSION) instanceof SocketSession opened) {
      open.remove(opened);
    }
  }

  private static SocketSession of(WebSocketSession session) {
    return (SocketSession) Objects.requireNonNull(session.getAttributes().get(SESSION));
  }
}
