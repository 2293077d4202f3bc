package dev.signalbox.gateway.request;

import dev.signalbox.kit.context.Deadline;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpHeaders;
import org.springframework.http.server.reactive.ServerHttpRequest;

/**
 * One server span per request, started by hand: an observation around every reactive operator costs
 * more than the rest of this hop.
 */
final class RequestSpans {
  private static final TextMapGetter<HttpHeaders> HEADERS =
      new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(HttpHeaders carrier) {
          return carrier.headerNames();
        }

        @Override
        public @Nullable String get(@Nullable HttpHeaders carrier, String key) {
          return carrier == null ? null : carrier.getFirst(key);
        }
      };

  private final Tracer tracer;

  RequestSpans(OpenTelemetry telemetry) {
    this.tracer = telemetry.getTracer("signalbox-gateway");
  }

  InboundRequest start(ServerHttpRequest request, String requestId, Deadline deadline) {
    Context parent =
        W3CTraceContextPropagator.getInstance()
            .extract(Context.root(), request.getHeaders(), HEADERS);
    Span span =
        tracer
            .spanBuilder(request.getMethod().name())
            .setSpanKind(SpanKind.SERVER)
            .setParent(parent)
            .startSpan();
    return new InboundRequest(requestId, deadline, span, TraceParent.of(span.getSpanContext()));
  }

  void end(InboundRequest request, Outcome outcome) {
    Span span = request.span();
    if (span.isRecording()) {
      span.updateName(outcome.method() + " " + outcome.route());
      span.setAttribute("http.request.method", outcome.method());
      span.setAttribute("http.response.status_code", outcome.statusCode());
      span.setAttribute("signalbox.request_id", request.id());
      if (outcome.statusCode() >= 500) {
        span.setStatus(StatusCode.ERROR);
      }
    }
    span.end();
  }
}
