package dev.signalbox.kit.outbox;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** A committed event that Kafka has not acknowledged yet. */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record WaitingEvent(
    long id, String topic, String key, @Nullable String traceparent, byte[] payload) {
  ProducerRecord<String, byte[]> toRecord() {
    ProducerRecord<String, byte[]> kafka = new ProducerRecord<>(topic, key, payload);
    kafka
        .headers()
        .add("content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8));
    if (traceparent != null) {
      kafka.headers().add("traceparent", traceparent.getBytes(StandardCharsets.UTF_8));
    }
    return kafka;
  }
}
