package dev.signalbox.streaming.attempt;

import dev.signalbox.streaming.meter.Attempted;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.util.function.Supplier;

/**
 * Shows attempts in traces, by the OpenTelemetry semantic conventions for generative AI. What a
 * caller can invent is in the span only, and labels no metric.
 */
final class ObserveAttempts {

  private static final String NO_ERROR = "none";

  private final ObservationRegistry registry;

  ObserveAttempts(ObservationRegistry registry) {
    this.registry = registry;
  }

  /** Makes the attempt within a span of its own. */
  AttemptResult observed(Ongoing attempt, Supplier<AttemptResult> making) {
    Attempted attempted = attempt.running().attempted();
    Observation span =
        Observation.createNotStarted("gen_ai.client.operation.duration", registry)
            .contextualName(attempted.operation() + ' ' + attempted.model())
            .lowCardinalityKeyValue("gen_ai.operation.name", attempted.operation())
            .lowCardinalityKeyValue("gen_ai.provider.name", attempted.provider())
            .lowCardinalityKeyValue(
                "gen_ai.request.model", attempted.known() ? attempted.model() : "other")
            .lowCardinalityKeyValue("error.type", NO_ERROR)
            .highCardinalityKeyValue("gen_ai.response.model", attempted.model())
            .highCardinalityKeyValue("signalbox.attempt.id", attempt.running().id());
    return span.observe(() -> ended(span, attempt, making.get()));
  }

  private static AttemptResult ended(Observation span, Ongoing attempt, AttemptResult result) {
    String error = attempt.tally().errorCode();
    if (error != null) {
      span.lowCardinalityKeyValue("error.type", error);
    }
    span.highCardinalityKeyValue(
        "gen_ai.usage.input_tokens", Long.toString(attempt.tally().used().input()));
    span.highCardinalityKeyValue(
        "gen_ai.usage.output_tokens", Long.toString(attempt.tally().used().output()));
    return result;
  }
}
