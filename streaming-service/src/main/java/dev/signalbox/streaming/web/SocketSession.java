package dev.signalbox.streaming.web;

import dev.signalbox.streaming.socket.ClientSocket;
import dev.signalbox.streaming.socket.CloseReason;
import dev.signalbox.streaming.socket.SocketLink;
import dev.signalbox.streaming.socket.SocketProperties;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.web.socket.CloseStatus;
import org.springframework.web.socket.PingMessage;
import org.springframework.web.socket.TextMessage;
import org.springframework.web.socket.WebSocketSession;

/** One connection: puts messages together, lets one thread send at a time, and looks after life. */
final class SocketSession implements SocketLink {

  private static final Logger LOG = LoggerFactory.getLogger(SocketSession.class);

  private final WebSocketSession session;
  private final SocketProperties properties;
  private final ClientSocket socket;
  private final ReentrantLock sending = new ReentrantLock(true);
  private final ByteArrayOutputStream message = new ByteArrayOutputStream();
  private final SocketLife life;
  private volatile boolean closing;

  SocketSession(
      WebSocketSession session,
      SocketProperties properties,
      Function<SocketLink, ClientSocket> spoken) {
    this.session = session;
    this.properties = properties;
    this.life = new SocketLife(properties, System.nanoTime());
    this.socket = spoken.apply(this);
  }

  ClientSocket socket() {
    return socket;
  }

  /** A part of a text message. */
  void received(byte[] part, boolean last) {
    life.used(System.nanoTime());
    if (message.size() + part.length > properties.maxMessage().toBytes()) {
      close(CloseReason.TOO_LONG);
      return;
    }
    message.writeBytes(part);
    if (last && !closing) {
      byte[] whole = message.toByteArray();
      message.reset();
      socket.received(whole);
    }
  }

  /** Any sign of life. */
  void heard() {
    life.heard(System.nanoTime());
  }

  @Override
  public void send(String text) throws IOException {
    sending.lock();
    try {
      if (closing) {
        throw new IOException("the connection is closed");
      }
      session.sendMessage(new TextMessage(text));
    } catch (IllegalStateException e) {
      throw new IOException("the connection is closed", e);
    } finally {
      sending.unlock();
    }
  }

  @Override
  public void close(CloseReason reason) {
    closing = true;
    try {
      session.close(new CloseStatus(reason.code(), reason.text()));
    } catch (IOException | IllegalStateException e) {
      LOG.debug("the connection was closed already: {}", e.getMessage());
    }
  }

  /** Asks for a sign of life, or ends what shows none, does nothing or is too old. */
  void check() {
    switch (life.verdict(!socket.idle(), System.nanoTime())) {
      case NONE -> {}
      case PING -> ping();
      case TOO_OLD -> {
        socket.windUp(CloseReason.TOO_OLD);
        ping();
      }
      case IDLE -> close(CloseReason.IDLE);
      case NO_SIGN_OF_LIFE -> close(CloseReason.NO_SIGN_OF_LIFE);
    }
  }

  /** Whoever sends at this moment finds out by itself. */
  private void ping() {
    if (!sending.tryLock()) {
      return;
    }
    try {
      session.sendMessage(new PingMessage());
    } catch (IOException | IllegalStateException e) {
      LOG.debug("no ping: {}", e.getMessage());
    } finally {
      sending.unlock();
    }
  }
}
