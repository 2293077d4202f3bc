package dev.signalbox.kit.kafka;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.BatchListenerFailedException;

/**
 * Takes the events that a poll brings together, or one by one if that fails, so that what cannot be
 * taken is parked alone. Offsets are committed afterwards: what a crash in between delivers again
 * has to be passed over by whoever takes it. For listeners of {@code recordListeners} with {@code
 * batch = "true"}.
 */
public final class EventBatches {

  private static final Logger LOG = LoggerFactory.getLogger(EventBatches.class);

  private final EventFormat format;
  private final Consumer<List<Event>> work;

  /**
   * @param work takes events; of those that it was to take together when it failed, each again
   */
  public EventBatches(EventFormat format, Consumer<List<Event>> work) {
    this.format = format;
    this.work = work;
  }

  public void take(List<ConsumerRecord<byte[], byte @Nullable []>> records) {
    try {
      work.accept(records.stream().map(this::read).toList());
    } catch (RuntimeException together) {
      oneByOne(records, together);
    }
  }

  private void oneByOne(
      List<ConsumerRecord<byte[], byte @Nullable []>> records, RuntimeException together) {
    for (int index = 0; index < records.size(); index++) {
      try {
        work.accept(List.of(read(records.get(index))));
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
