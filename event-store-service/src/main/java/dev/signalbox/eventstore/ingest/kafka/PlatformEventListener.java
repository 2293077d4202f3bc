package dev.signalbox.eventstore.ingest.kafka;

import dev.signalbox.eventstore.ingest.FilingEvents;
import dev.signalbox.eventstore.ingest.ReadingEvents;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.kit.event.Topics;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;

/**
 * Files what every topic delivers, a batch in one transaction. Offsets are committed after that
 * transaction, so a crash in between delivers again what is passed over then.
 */
@Component
class PlatformEventListener {

  private static final Logger LOG = LoggerFactory.getLogger(PlatformEventListener.class);

  private final ReadingEvents reading;
  private final FilingEvents filing;

  PlatformEventListener(ReadingEvents reading, FilingEvents filing) {
    this.reading = reading;
    this.filing = filing;
  }

  @KafkaListener(
      id = "platform-events",
      groupId = FilingEvents.CONSUMER,
      containerFactory = "recordListeners",
      batch = "true",
      concurrency = "${signalbox.event-store.ingest.concurrency:2}",
      properties = "max.poll.records=${signalbox.event-store.ingest.batch-size:100}",
      topics = {
        Topics.AGENTS,
        Topics.CONVERSATIONS,
        Topics.RUNS,
        Topics.USAGE,
        Topics.COSTS,
        Topics.MCP,
        Topics.AUDIT
      })
  void on(List<ConsumerRecord<byte[], byte @Nullable []>> records) {
    List<NewEvent> events = new ArrayList<>(records.size());
    List<Integer> indexes = new ArrayList<>(records.size());
    for (int index = 0; index < records.size(); index++) {
      try {
        ConsumerRecord<byte[], byte @Nullable []> record = records.get(index);
        NewEvent event = reading.read(record.topic(), record.value());
        if (event != null) {
          events.add(event);
          indexes.add(index);
        }
      } catch (RuntimeException poison) {
        file(events, indexes);
        throw failed(poison, index);
      }
    }
    file(events, indexes);
  }

  private void file(List<NewEvent> events, List<Integer> indexes) {
    if (events.isEmpty()) {
      return;
    }
    try {
      filing.file(events);
    } catch (RuntimeException together) {
      try {
        fileOneByOne(events, indexes);
      } catch (BatchListenerFailedException one) {
        one.addSuppressed(together);
        throw one;
      }
      // If one by itself fails, the container tells why.
      LOG.warn("{} events were filed one by one, as together they failed", events.size(), together);
    }
  }

  private void fileOneByOne(List<NewEvent> events, List<Integer> indexes) {
    for (int number = 0; number < events.size(); number++) {
      try {
        filing.file(List.of(events.get(number)));
      } catch (RuntimeException e) {
        throw failed(e, indexes.get(number));
      }
    }
  }

  // Names the record, so that the container parks or repeats this one and keeps those before it.
  private static BatchListenerFailedException failed(RuntimeException cause, int index) {
    return new BatchListenerFailedException("Record " + index + " was not filed", cause, index);
  }
}
