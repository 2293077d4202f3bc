package dev.signalbox.routing.model;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whether, and why, a run is to stop; whoever holds a resource that would keep it waiting hangs on
 * here.
 */
public final class Cancellation {

  /** Why a run stops early. */
  public enum Reason {
    CLIENT_GONE,
    DEADLINE,
    /** Whoever was to answer gave no sign of life. */
    SILENCE
  }

  private final List<Runnable> hooks = new ArrayList<>();
  private @Nullable Reason reason;

  /** Stops the run; only the first reason counts. Safe from any thread. */
  public void cancel(Reason why) {
    List<Runnable> waiting;
    synchronized (hooks) {
      if (reason != null) {
        return;
      }
      reason = why;
      waiting = List.copyOf(hooks);
      hooks.clear();
    }
    waiting.forEach(Runnable::run);
  }

  /** Runs the hook when the run is cancelled, at once if it is already. */
  public void onCancel(Runnable hook) {
    synchronized (hooks) {
      if (reason == null) {
        hooks.add(hook);
        return;
      }
    }
    hook.run();
  }

  public @Nullable Reason reason() {
    synchronized (hooks) {
      return reason;
    }
  }
}
