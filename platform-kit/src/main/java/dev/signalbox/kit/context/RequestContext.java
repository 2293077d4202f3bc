package dev.signalbox.kit.context;

import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What travels with a request through every service. Bound to the thread that serves the request;
 * {@link #run} and {@link #call} bind it to another one.
 */
public record RequestContext(String requestId, Deadline deadline) {
  /** The header that carries the request's identifier. */
  public static final String REQUEST_ID_HEADER = "X-Request-Id";

  static final ThreadLocal<@Nullable RequestContext> BOUND = new ThreadLocal<>();

  /** The context of the request that this thread serves, if it serves one. */
  public static @Nullable RequestContext current() {
    return BOUND.get();
  }

  public void run(Runnable work) {
    RequestContext before = BOUND.get();
    BOUND.set(this);
    try {
      work.run();
    } finally {
      restore(before);
    }
  }

  public <T extends @Nullable Object> T call(Callable<T> work) throws Exception {
    RequestContext before = BOUND.get();
    BOUND.set(this);
    try {
      return work.call();
    } finally {
      restore(before);
    }
  }

  private static void restore(@Nullable RequestContext before) {
    if (before == null) {
      BOUND.remove();
    } else {
      BOUND.set(before);
    }
  }
}
