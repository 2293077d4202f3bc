package dev.signalbox.eventstore.ingest;

import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.EventFormatException;
import dev.signalbox.kit.event.Topics;
import java.time.Instant;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Makes an event for the log of a record's value. */
@Component
public final class ReadingEvents {

  private static final int LONGEST_ID = 128;
  private static final int LONGEST_NAME = 200;

  private final EventFormat format;

  ReadingEvents(EventFormat format) {
    this.format = format;
  }

  /**
   * The event, or null for the tombstone of a compacted topic.
   *
   * @throws EventFormatException if the value is not a CloudEvent
   * @throws IllegalArgumentException if the event cannot be filed
   */
  public @Nullable NewEvent read(String topic, byte @Nullable [] value) {
    if (value != null) {
      return read(format.read(value));
    }
    if (!topic.equals(Topics.AGENTS)) {
      throw new IllegalArgumentException("The record has no value");
    }
    return null;
  }

  private static NewEvent read(Event event) {
    shorterThan(LONGEST_ID, "id", event.id());
    shorterThan(LONGEST_NAME, "type", event.type());
    shorterThan(LONGEST_NAME, "source", event.source());
    return new NewEvent(
        event.id(),
        new StreamName(event.subject()),
        event.type(),
        event.source(),
        plausible(event.time()),
        event.traceparent(),
        event.causationId(),
        null,
        event.data());
  }

  private static void shorterThan(int longest, String attribute, String value) {
    if (value.length() > longest) {
      throw new IllegalArgumentException(
          "The event's " + attribute + " is longer than " + longest + " characters");
    }
  }

  private static Instant plausible(Instant time) {
    int year = time.atOffset(ZoneOffset.UTC).getYear();
    if (year < 1 || year > 9999) {
      throw new IllegalArgumentException("The event's time is in the year " + year);
    }
    return time;
  }
}
