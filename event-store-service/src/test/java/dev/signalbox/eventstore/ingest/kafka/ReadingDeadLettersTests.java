package dev.signalbox.eventstore.ingest.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.ingest.parked.Content;
import dev.signalbox.eventstore.ingest.parked.DeadLetter;
import dev.signalbox.eventstore.ingest.parked.Reason;
import dev.signalbox.eventstore.ingest.parked.Source;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class ReadingDeadLettersTests {

  private static final Instant NOW = Instant.parse("2026-11-20T10:00:00Z");

  private final RecordHeaders headers = new RecordHeaders();

  @Test
  void readsWhatThePublisherSays() {
    add("custom", "kept");
    add("kafka_dlt-original-topic", "signalbox.runs");
    headers.add("kafka_dlt-original-partition", ByteBuffer.allocate(4).putInt(2).array());
    headers.add("kafka_dlt-original-offset", ByteBuffer.allocate(8).putLong(70).array());
    headers.add("kafka_dlt-original-timestamp", ByteBuffer.allocate(8).putLong(9).array());
    add("kafka_dlt-original-consumer-group", "cost-service");
    add("kafka_dlt-exception-fqcn", "a.Failure");
    add("kafka_dlt-exception-message", "half a character: \u0000");

    DeadLetter letter = read(NOW.minusSeconds(5).toEpochMilli());

    assertThat(letter.topic()).isEqualTo("signalbox.runs");
    assertThat(letter.source()).isEqualTo(new Source("signalbox.runs", 2, 70, 9));
    assertThat(letter.consumer()).isEqualTo("cost-service");
    assertThat(letter.reason().failure()).isEqualTo("a.Failure");
    assertThat(letter.reason().message()).isEqualTo("half a character: \uFFFD");
    assertThat(letter.parkedAt()).isEqualTo(NOW.minusSeconds(5));
    assertThat(letter.content().headers()).extracting(Content.Header::name).containsOnly("custom");
  }

  @Test
  void isItsOwnSourceIfNothingIsSaid() {
    DeadLetter letter = read(NOW.plusSeconds(5).toEpochMilli());

    assertThat(letter.topic()).isEqualTo("signalbox.runs");
    assertThat(letter.source())
        .isEqualTo(new Source("signalbox.runs.dlt", 0, 11, NOW.plusSeconds(5).toEpochMilli()));
    assertThat(letter.consumer()).isNull();
    assertThat(letter.reason().failure()).isEqualTo("unknown");
    assertThat(letter.parkedAt()).as("not in the future").isEqualTo(NOW);
  }

  @Test
  void takesGarbageForNothingSaid() {
    add("kafka_dlt-original-topic", "signalbox.runs");
    add("kafka_dlt-original-partition", "7");
    headers.add("kafka_dlt-original-offset", nothing());
    add("kafka_dlt-exception-message", "x".repeat(100_000));

    DeadLetter letter = read(ConsumerRecord.NO_TIMESTAMP);

    assertThat(letter.source()).isEqualTo(new Source("signalbox.runs.dlt", 0, 11, -1));
    assertThat(letter.parkedAt()).isEqualTo(NOW);
    assertThat(letter.reason().message()).hasSize(2_000);
  }

  @Test
  void believesNothingOfOneThatCouldNotBeRecorded() {
    add("custom", "kept");
    add("kafka_dlt-original-consumer-group", "cost-service");

    DeadLetter letter =
        ReadingDeadLetters.opaque(record(1_000), new IllegalStateException("refused"), NOW);

    assertThat(letter.topic()).isEqualTo("signalbox.runs");
    assertThat(letter.consumer()).isNull();
    assertThat(letter.source()).isEqualTo(new Source("signalbox.runs.dlt", 0, 11, 1_000));
    assertThat(letter.reason()).isEqualTo(new Reason("java.lang.IllegalStateException", "refused"));
    assertThat(letter.content().headers())
        .extracting(Content.Header::name)
        .containsExactly("custom", "kafka_dlt-original-consumer-group");
  }

  private void add(String name, String value) {
    headers.add(name, value.getBytes(StandardCharsets.UTF_8));
  }

  private static byte @Nullable [] nothing() {
    return null;
  }

  private DeadLetter read(long timestamp) {
    return ReadingDeadLetters.read(record(timestamp), NOW);
  }

  private ConsumerRecord<byte @Nullable [], byte @Nullable []> record(long timestamp) {
    return new ConsumerRecord<byte @Nullable [], byte @Nullable []>(
        "signalbox.runs.dlt",
        0,
        11,
        timestamp,
        TimestampType.CREATE_TIME,
        0,
        0,
        nothing(),
        nothing(),
        headers,
        Optional.empty());
  }
}
