package dev.signalbox.cost.kafka;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;

/**
 * Listens for usage. A batch is taken together, or one by one if that fails, so that what cannot be
 * taken is parked alone. Offsets are committed afterwards: what a crash in between delivers again
 * is passed over.
 */
@Component
class UsageListener {

  private static final Logger LOG = LoggerFactory.getLogger(UsageListener.class);

  private final EventFormat format;
  private final UsageEvents events;

  UsageListener(EventFormat format, UsageEvents events) {
    this.format = format;
    this.events = events;
  }

  @KafkaListener(
      id = "ledger",
      idIsGroup = false,
      topics = Topics.USAGE,
      groupId = "cost-service",
      containerFactory = "recordListeners",
      batch = "true",
      properties = "max.poll.records=${signalbox.cost.ledger.batch-size:200}")
  void on(List<ConsumerRecord<byte[], byte @Nullable []>> records) {
    try {
      events.take(records.stream().map(this::read).toList());
    } catch (RuntimeException together) {
      oneByOne(records, together);
    }
  }

  private void oneByOne(
      List<ConsumerRecord<byte[], byte @Nullable []>> records, RuntimeException together) {
    for (int index = 0; index < records.size(); index++) {
      try {
        events.take(List.of(read(records.get(index))));
      } catch (RuntimeException alone) {
        // Names the record, so that the container parks or repeats this one and keeps those before.
        BatchListenerFailedException failed =
            new BatchListenerFailedException("Record " + index + " was not taken", alone, index);
        failed.addSuppressed(together);
        throw failed;
      }
    }
    LOG.warn("{} events were taken one by one, as together they failed", records.size(), together);
  }

  /** What has no value is no event either. */
  private Event read(ConsumerRecord<byte[], byte @Nullable []> record) {
    byte @Nullable [] value = record.value();
    return format.read(value == null ? new byte[0] : value);
  }
}
