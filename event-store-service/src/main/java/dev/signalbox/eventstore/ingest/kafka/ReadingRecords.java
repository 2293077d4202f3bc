package dev.signalbox.eventstore.ingest.kafka;

import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.event.Event;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaUtils;

/** Makes an event for the log of a record. */
final class ReadingRecords {

  private static final int LONGEST_ID = 128;
  private static final int LONGEST_NAME = 200;

  private ReadingRecords() {}

  /**
   * The event, or null for the tombstone of a compacted topic.
   *
   * @throws IllegalArgumentException if the record holds no event that can be filed
   */
  static @Nullable NewEvent read(ConsumerRecord<String, @Nullable Event> record) {
    Event event = record.value();
    if (event != null) {
      return read(event);
    }
    Header failure = record.headers().lastHeader(KafkaUtils.VALUE_DESERIALIZER_EXCEPTION_HEADER);
    if (failure != null) {
      throw new IllegalArgumentException("The record is not a CloudEvent");
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
