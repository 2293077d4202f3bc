package dev.signalbox.eventstore.ingest.kafka;

import dev.signalbox.eventstore.ingest.parked.Content;
import dev.signalbox.eventstore.ingest.parked.DeadLetter;
import dev.signalbox.eventstore.ingest.parked.Reason;
import dev.signalbox.eventstore.ingest.parked.Source;
import dev.signalbox.kit.event.Topics;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.support.KafkaHeaders;

/** Makes a dead letter of a record; one whose headers say nothing is its own source. */
final class ReadingDeadLetters {

  private static final String ABOUT_PARKING = "kafka_dlt-";

  private ReadingDeadLetters() {}

  static DeadLetter read(ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Instant now) {
    return new DeadLetter(
        topic(record),
        text(record, KafkaHeaders.DLT_ORIGINAL_CONSUMER_GROUP),
        source(record),
        new Reason(
            said(text(record, KafkaHeaders.DLT_EXCEPTION_FQCN)),
            said(text(record, KafkaHeaders.DLT_EXCEPTION_MESSAGE))),
        parkedAt(record, now),
        content(record, header -> !header.startsWith(ABOUT_PARKING)));
  }

  /** One of which nothing is believed: a record of bytes that could not be recorded otherwise. */
  static DeadLetter opaque(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Throwable failure, Instant now) {
    return new DeadLetter(
        topic(record),
        null,
        ownPlace(record),
        Reason.of(failure),
        parkedAt(record, now),
        content(record, header -> true));
  }

  static String topic(ConsumerRecord<?, ?> record) {
    return record.topic().substring(0, record.topic().length() - Topics.DEAD_LETTERS.length());
  }

  private static Source source(ConsumerRecord<?, ?> record) {
    String topic = text(record, KafkaHeaders.DLT_ORIGINAL_TOPIC);
    ByteBuffer partition = number(record, KafkaHeaders.DLT_ORIGINAL_PARTITION, Integer.BYTES);
    ByteBuffer offset = number(record, KafkaHeaders.DLT_ORIGINAL_OFFSET, Long.BYTES);
    ByteBuffer timestamp = number(record, KafkaHeaders.DLT_ORIGINAL_TIMESTAMP, Long.BYTES);
    return topic == null || partition == null || offset == null || timestamp == null
        ? ownPlace(record)
        : new Source(topic, partition.getInt(), offset.getLong(), timestamp.getLong());
  }

  private static Source ownPlace(ConsumerRecord<?, ?> record) {
    return new Source(record.topic(), record.partition(), record.offset(), record.timestamp());
  }

  private static Instant parkedAt(ConsumerRecord<?, ?> record, Instant now) {
    Instant parked = Instant.ofEpochMilli(record.timestamp());
    return record.timestamp() < 0 || parked.isAfter(now) ? now : parked;
  }

  private static Content content(
      ConsumerRecord<byte @Nullable [], byte @Nullable []> record, Predicate<String> kept) {
    List<Content.Header> headers = new ArrayList<>();
    for (Header header : record.headers()) {
      if (kept.test(header.key())) {
        headers.add(new Content.Header(header.key(), header.value()));
      }
    }
    return new Content(record.key(), record.value(), headers);
  }

  private static String said(@Nullable String text) {
    return text == null ? "unknown" : text;
  }

  private static @Nullable String text(ConsumerRecord<?, ?> record, String header) {
    byte[] value = value(record, header);
    return value == null ? null : new String(value, StandardCharsets.UTF_8);
  }

  private static @Nullable ByteBuffer number(
      ConsumerRecord<?, ?> record, String header, int length) {
    byte[] value = value(record, header);
    return value == null || value.length != length ? null : ByteBuffer.wrap(value);
  }

  private static byte @Nullable [] value(ConsumerRecord<?, ?> record, String header) {
    Header last = record.headers().lastHeader(header);
    return last == null ? null : last.value();
  }
}
