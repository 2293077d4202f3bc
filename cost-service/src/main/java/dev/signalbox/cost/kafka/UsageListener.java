package dev.signalbox.cost.kafka;

import dev.signalbox.kit.event.EventFormat;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.kafka.EventBatches;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Listens for usage. */
@Component
class UsageListener {

  private final EventBatches batches;

  UsageListener(EventFormat format, UsageEvents events) {
    this.batches = new EventBatches(format, events::take);
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
    batches.take(records);
  }
}
