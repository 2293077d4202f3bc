package dev.signalbox.kit.context;

import io.micrometer.context.ContextSnapshotFactory;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * Work for another thread that still belongs to the request of this one: it runs with its {@link
 * RequestContext}, its trace and its caller.
 */
public final class Carried {
  private static final ContextSnapshotFactory SNAPSHOTS = ContextSnapshotFactory.builder().build();

  private Carried() {}

  public static Runnable runnable(Runnable work) {
    return SNAPSHOTS.captureAll().wrap(work);
  }

  public static <T extends @Nullable Object> Callable<T> callable(Callable<T> work) {
    return SNAPSHOTS.captureAll().wrap(work);
  }
}
