package dev.signalbox.kit.outbox;

import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How the outbox publishes.
 *
 * @param enabled whether this process publishes; it always writes
 * @param pollInterval how often a process looks for events that others left behind
 * @param gather how long it lets events come together after it has published some; what is
 *     committed while nothing was published for that long goes out at once
 * @param batchSize how many events it reads, sends and deletes at once; bounds its memory
 * @param acknowledgeTimeout how long it waits for Kafka before it starts over
 * @param maxEventBytes the largest event it takes
 */
@ConfigurationProperties("signalbox.outbox")
public record OutboxProperties(
    @DefaultValue("true") boolean enabled,
    @DefaultValue("500ms") Duration pollInterval,
    @DefaultValue("20ms") Duration gather,
    @DefaultValue("500") int batchSize,
    @DefaultValue("30s") Duration acknowledgeTimeout,
    @DefaultValue("900000") int maxEventBytes) {
  public OutboxProperties {
    if (batchSize < 1 || batchSize > 10_000) {
      throw new IllegalArgumentException("signalbox.outbox.batch-size must be 1 to 10000");
    }
    if (pollInterval.isNegative() || pollInterval.isZero()) {
      throw new IllegalArgumentException("signalbox.outbox.poll-interval must be positive");
    }
    if (gather.isNegative() || gather.compareTo(pollInterval) > 0) {
      throw new IllegalArgumentException(
          "signalbox.outbox.gather must be 0 or more and at most the poll-interval");
    }
  }
}
