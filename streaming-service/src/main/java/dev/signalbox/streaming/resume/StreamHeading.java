package dev.signalbox.streaming.resume;

import dev.signalbox.streaming.attempt.Served;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * What a stream said of itself before its first event, but for what holds at that moment only.
 *
 * @param requestedModel as the client asked for it
 */
record StreamHeading(
    String contentType,
    String requestedModel,
    Instant created,
    String provider,
    String model,
    String attemptId,
    boolean simulated,
    List<String> passedOver,
    List<String> unused) {

  static StreamHeading of(OpenStream stream, Served served, String contentType, Instant created) {
    return new StreamHeading(
        contentType,
        stream.model(),
        created,
        served.provider(),
        served.model(),
        served.attemptId(),
        served.simulated(),
        served.passedOver(),
        served.unused());
  }

  /** As it is told to whoever comes back. */
  Served served() {
    return new Served(
        provider, model, attemptId, simulated, passedOver, unused, List.of(), null, Duration.ZERO);
  }
}
