package dev.signalbox.streaming.web;

import dev.signalbox.streaming.socket.CloseReason;
import dev.signalbox.streaming.socket.SocketProperties;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The connections of this process. */
final class OpenSockets implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(OpenSockets.class);
  private static final Duration LOOK = Duration.ofSeconds(1);
  private static final Duration LOOK_WHILE_CLOSING = Duration.ofMillis(50);

  private final SocketProperties properties;
  private final Set<SocketSession> sessions = ConcurrentHashMap.newKeySet();
  private volatile @Nullable Thread watch;

  OpenSockets(SocketProperties properties) {
    this.properties = properties;
  }

  /** Whether there is room for one more. */
  boolean takeMore() {
    return watch != null && sessions.size() < properties.maxConnections();
  }

  int count() {
    return sessions.size();
  }

  void add(SocketSession session) {
    sessions.add(session);
  }

  void remove(SocketSession session) {
    sessions.remove(session);
    session.socket().closed();
  }

  private void run() {
    try {
      while (watch != null) {
        Thread.sleep(LOOK);
        sessions.forEach(this::check);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /**
   * In a thread of its own, since a connection whose client does not read holds up whoever sends.
   */
  private void check(SocketSession session) {
    Thread.ofVirtual().name("socket-check").start(session::check);
  }

  @Override
  public void start() {
    Thread started = Thread.ofVirtual().name("socket-watch").unstarted(this::run);
    watch = started;
    started.start();
  }

  /** Before the web server: it does not wait for connections that are no requests any more. */
  @Override
  public void stop() {
    Thread running = watch;
    watch = null;
    if (running != null) {
      running.interrupt();
    }
    sessions.forEach(session -> session.socket().windUp(CloseReason.GOING_AWAY));
    long until = System.nanoTime() + properties.goingAway().toNanos();
    try {
      while (!sessions.isEmpty() && System.nanoTime() < until) {
        Thread.sleep(LOOK_WHILE_CLOSING);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!sessions.isEmpty()) {
      LOG.info("{} connections are closed with streams that run", sessions.size());
    }
    sessions.forEach(session -> session.close(CloseReason.GOING_AWAY));
  }

  @Override
  public boolean isRunning() {
    return watch != null;
  }
}
