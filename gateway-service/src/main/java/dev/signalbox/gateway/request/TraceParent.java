package dev.signalbox.gateway.request;

import io.opentelemetry.api.trace.SpanContext;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;

/**
 * A W3C Trace Context {@code traceparent} (section 3.2).
 *
 * @param value the header's value
 */
record TraceParent(String value) {
  /** The context of a span of ours, or a new unsampled one when tracing is switched off. */
  static TraceParent of(SpanContext context) {
    if (!context.isValid()) {
      return random();
    }
    return new TraceParent(
        "00-"
            + context.getTraceId()
            + "-"
            + context.getSpanId()
            + "-"
            + context.getTraceFlags().asHex());
  }

  private static TraceParent random() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    HexFormat hex = HexFormat.of();
    long notZero = random.nextLong() | 1L;
    return new TraceParent(
        "00-"
            + hex.toHexDigits(random.nextLong())
            + hex.toHexDigits(notZero)
            + "-"
            + hex.toHexDigits(notZero)
            + "-00");
  }
}
