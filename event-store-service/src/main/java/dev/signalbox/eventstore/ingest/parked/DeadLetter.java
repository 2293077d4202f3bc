package dev.signalbox.eventstore.ingest.parked;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A record as it was parked.
 *
 * @param topic the platform's topic that it was parked from
 * @param consumer the group that gave it up; null: it does not say
 */
public record DeadLetter(
    String topic,
    @Nullable String consumer,
    Source source,
    Reason reason,
    Instant parkedAt,
    Content content) {

  private static final int LONGEST_CONSUMER = 255;

  public DeadLetter {
    consumer = consumer == null ? null : StorableText.of(consumer, LONGEST_CONSUMER);
  }
}
