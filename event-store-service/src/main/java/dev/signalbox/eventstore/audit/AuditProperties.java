package dev.signalbox.eventstore.audit;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the log is sealed.
 *
 * @param secret the platform's, 32 bytes in base64; without one, nothing is sealed or verified
 * @param previousSecrets those that signing keys may still be encrypted with, until they are
 *     rewrapped
 * @param segmentEvents how many events a full segment has
 * @param maxAge how long an event waits for its segment to be full before it is sealed with fewer
 */
@Validated
@ConfigurationProperties("signalbox.event-store.audit")
public record AuditProperties(
    @Nullable String secret,
    @DefaultValue List<String> previousSecrets,
    @DefaultValue("1000") @Min(1) @Max(10_000) int segmentEvents,
    @DefaultValue("5m") Duration maxAge) {

  public AuditProperties {
    previousSecrets = List.copyOf(previousSecrets);
  }

  @Override
  public String toString() {
    return "AuditProperties[secret=hidden, segmentEvents=%d, maxAge=%s]"
        .formatted(segmentEvents, maxAge);
  }
}
