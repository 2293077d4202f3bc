package dev.signalbox.gateway.request;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.context.RequestContext;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.context.Scope;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.springframework.web.server.ServerWebExchange;

/**
 * What the gateway knows about one request from its first moment on. The time marks are nanoseconds
 * of {@link System#nanoTime}, written by whichever thread has the request at that moment.
 */
public final class InboundRequest {
  private static final String ATTRIBUTE = InboundRequest.class.getName();

  private final String id;
  private final Deadline deadline;
  private final TraceParent trace;
  private final Span span;
  private final long receivedNanos = System.nanoTime();
  private long upstreamStartedNanos;
  private long upstreamAnsweredNanos;
  private long answeredNanos;
  private volatile boolean brokenOff;

  InboundRequest(String id, Deadline deadline, Span span, TraceParent trace) {
    this.id = id;
    this.deadline = deadline;
    this.span = span;
    this.trace = trace;
  }

  /** The request of this exchange, unless it failed before it got an identity. */
  public static @Nullable InboundRequest find(ServerWebExchange exchange) {
    return exchange.getAttribute(ATTRIBUTE);
  }

  public static InboundRequest of(ServerWebExchange exchange) {
    return exchange.getRequiredAttribute(ATTRIBUTE);
  }

  void attachTo(ServerWebExchange exchange) {
    exchange.getAttributes().put(ATTRIBUTE, this);
  }

  public String id() {
    return id;
  }

  public Deadline deadline() {
    return deadline;
  }

  /** The W3C trace context for the next hop. */
  public String traceparent() {
    return trace.value();
  }

  Span span() {
    return span;
  }

  /** Blocking work that sees this request's identity, deadline and span on its thread. */
  public <T> Callable<T> around(Callable<T> work) {
    return () -> {
      try (Scope _ = span.makeCurrent()) {
        return new RequestContext(id, deadline).call(work);
      }
    };
  }

  public void upstreamStarts() {
    upstreamStartedNanos = System.nanoTime();
  }

  /** The upstream's response headers are here. */
  public void upstreamAnswered() {
    upstreamAnsweredNanos = System.nanoTime();
  }

  /** The answer is cut off in the middle, by us. */
  public void brokenOff() {
    brokenOff = true;
  }

  boolean isBrokenOff() {
    return brokenOff;
  }

  void answered() {
    answeredNanos = System.nanoTime();
  }

  long totalNanos() {
    return System.nanoTime() - receivedNanos;
  }

  /** What this hop added up to the first byte of the answer, or -1 if no upstream answered. */
  long overheadNanos() {
    if (upstreamAnsweredNanos == 0 || answeredNanos == 0) {
      return -1;
    }
    return answeredNanos - receivedNanos - (upstreamAnsweredNanos - upstreamStartedNanos);
  }
}
