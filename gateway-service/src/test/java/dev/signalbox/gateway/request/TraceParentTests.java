package dev.signalbox.gateway.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import org.junit.jupiter.api.Test;

class TraceParentTests {
  @Test
  void saysWhatTheSpanIs() {
    SpanContext span =
        SpanContext.create(
            "0af7651916cd43dd8448eb211c80319c",
            "b7ad6b7169203331",
            TraceFlags.getSampled(),
            TraceState.getDefault());

    assertThat(TraceParent.of(span).value())
        .isEqualTo("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
  }

  @Test
  void withoutATracerThereIsStillATraceForTheServicesToShare() {
    String first = TraceParent.of(SpanContext.getInvalid()).value();

    assertThat(first)
        .matches("00-[0-9a-f]{32}-[0-9a-f]{16}-00")
        .isNotEqualTo(TraceParent.of(SpanContext.getInvalid()).value());
  }
}
