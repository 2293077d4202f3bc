package dev.signalbox.kit.http;

import java.util.concurrent.atomic.AtomicBoolean;

/** An action that takes place once, however often it is asked for. */
final class Once implements Runnable {
  private final AtomicBoolean done = new AtomicBoolean();
  private final Runnable action;

  Once(Runnable action) {
    this.action = action;
  }

  @Override
  public void run() {
    if (done.compareAndSet(false, true)) {
      action.run();
    }
  }
}
