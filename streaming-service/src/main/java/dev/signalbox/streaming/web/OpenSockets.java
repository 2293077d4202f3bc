package dev.signalbox.streaming.web;

import dev.signalbox.streaming.socket.CloseReason;
import dev.signalbox.streaming.socket.SocketProperties;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** The connections of this process. */
final class OpenSockets implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(OpenSockets.class);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final SocketProperties properties;
  private final Set<SocketSession> sessions = ConcurrentHashMap.newKeySet();
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition oneLess = lock.newCondition();
  private volatile @Nullable CountDownLatch stopping;

  OpenSockets(SocketProperties properties) {
    this.properties = properties;
  }

  /** Whether there is room for one more. */
  boolean takeMore() {
    return isRunning() && sessions.size() < properties.maxConnections();
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
    lock.lock();
    try {
      oneLess.signalAll();
    } finally {
      lock.unlock();
    }
  }

  private void watch(CountDownLatch end) {
    try {
      while (!end.await(LOOK.toNanos(), TimeUnit.NANOSECONDS)) {
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
    CountDownLatch end = new CountDownLatch(1);
    stopping = end;
    Thread.ofVirtual().name("socket-watch").start(() -> watch(end));
  }

  /** Before the web server: it does not wait for connections that are no requests any more. */
  @Override
  public void stop() {
    CountDownLatch end = stopping;
    stopping = null;
    if (end != null) {
      end.countDown();
    }
    sessions.forEach(session -> session.socket().windUp(CloseReason.GOING_AWAY));
    try {
      awaitNone();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (!sessions.isEmpty()) {
      LOG.info("{} connections are closed with streams that run", sessions.size());
    }
    sessions.forEach(session -> session.close(CloseReason.GOING_AWAY));
  }

  /** For as long as streams may take to end. */
  private void awaitNone() throws InterruptedException {
    long left = properties.goingAway().toNanos();
    lock.lockInterruptibly();
    try {
      while (!sessions.isEmpty() && left > 0) {
        left = oneLess.awaitNanos(left);
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public boolean isRunning() {
    return stopping != null;
  }
}
