package dev.signalbox.streaming.resume;

import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;

/** A thread that does the same again and again for as long as this process serves. */
abstract class BackgroundLoop implements SmartLifecycle {

  private static final Logger LOG = LoggerFactory.getLogger(BackgroundLoop.class);

  private final String name;
  private volatile @Nullable Thread thread;

  BackgroundLoop(String name) {
    this.name = name;
  }

  /** One round, which begins with a wait. */
  abstract void round() throws InterruptedException;

  /**
   * Ends with its own thread, even if a round has swallowed the interruption and another runs by
   * then.
   */
  private void run() {
    try {
      while (thread == Thread.currentThread()) {
        roundSafely();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** No fault of one round ends all that would follow. */
  private void roundSafely() throws InterruptedException {
    try {
      round();
    } catch (RuntimeException e) {
      LOG.error("{} failed and goes on", name, e);
    }
  }

  @Override
  public final void start() {
    Thread started = Thread.ofVirtual().name(name).unstarted(this::run);
    thread = started;
    started.start();
  }

  /** After the web server, whose last streams are to end properly. */
  @Override
  public final int getPhase() {
    return 0;
  }

  @Override
  public final void stop() {
    Thread running = thread;
    thread = null;
    if (running != null) {
      running.interrupt();
    }
  }

  @Override
  public final boolean isRunning() {
    return thread != null;
  }
}
