package dev.signalbox.kit.observability;

import org.jspecify.annotations.Nullable;

/** The trace that the running code belongs to. */
@FunctionalInterface
public interface CurrentTrace {
  /** As a W3C {@code traceparent}; null outside a trace. */
  @Nullable String traceparent();
}
