package dev.signalbox.kit.observability;

import io.micrometer.tracing.Span;
import io.micrometer.tracing.TraceContext;
import io.micrometer.tracing.Tracer;
import org.jspecify.annotations.Nullable;

/** The running span as a W3C {@code traceparent} (Trace Context, section 3.2). */
final class Traceparents implements CurrentTrace {
  private final Tracer tracer;

  Traceparents(Tracer tracer) {
    this.tracer = tracer;
  }

  @Override
  public @Nullable String traceparent() {
    Span span = tracer.currentSpan();
    if (span == null) {
      return null;
    }
    // A span that is not recorded has ids all the same; one that does not exist has zeros.
    TraceContext context = span.context();
    if (!isId(context.traceId(), 32) || !isId(context.spanId(), 16)) {
      return null;
    }
    String flags = Boolean.FALSE.equals(context.sampled()) ? "00" : "01";
    return "00-" + context.traceId() + '-' + context.spanId() + '-' + flags;
  }

  private static boolean isId(String id, int length) {
    return id.length() == length && id.chars().anyMatch(digit -> digit != '0');
  }
}
