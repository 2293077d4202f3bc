package dev.signalbox.eventstore.replay.kafka;

import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.replay.Republication.PublicationException;
import dev.signalbox.eventstore.replay.Republication.Publisher;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/** One replay's producer. A record's key is the stream, so that its events keep their order. */
final class KafkaPublisher implements Publisher {

  static final String REPLAY = "signalbox-replay";
  private static final String CONTENT_TYPE = "content-type";

  private final Producer<String, byte[]> producer;
  private final byte[] replayId;
  private final String topic;
  private final EventFormat format;

  KafkaPublisher(
      Producer<String, byte[]> producer, String replayId, String topic, EventFormat format) {
    this.producer = producer;
    this.replayId = replayId.getBytes(StandardCharsets.UTF_8);
    this.topic = topic;
    this.format = format;
  }

  @Override
  public void publish(List<RecordedEvent> events) {
    try {
      producer.beginTransaction();
      for (RecordedEvent event : events) {
        // Its failure is the commit's.
        var unused = producer.send(record(event));
      }
      producer.commitTransaction();
    } catch (KafkaException e) {
      throw new PublicationException("Kafka did not take the events: " + e.getMessage(), e);
    }
  }

  private ProducerRecord<String, byte[]> record(RecordedEvent event) {
    String stream = event.stream().value();
    ProducerRecord<String, byte[]> record =
        new ProducerRecord<>(
            topic,
            stream,
            format.write(
                new Event(
                    event.id(),
                    event.source(),
                    stream,
                    event.type(),
                    event.occurredAt(),
                    event.traceparent(),
                    event.causationId(),
                    event.data())));
    record
        .headers()
        .add(REPLAY, replayId)
        .add(CONTENT_TYPE, EventFormat.MEDIA_TYPE.getBytes(StandardCharsets.UTF_8));
    return record;
  }

  @Override
  public void close() {
    producer.close(Duration.ofSeconds(1));
  }
}
