package dev.signalbox.eventstore.ingest.kafka;

import dev.signalbox.eventstore.ingest.parked.ParkingFullException;
import dev.signalbox.eventstore.ingest.parked.RecordingDeadLetters;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.kafka.Outage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/**
 * Records what any consumer of the platform's topics parks. A dead letter of which the database
 * refuses something is recorded as the bytes it is.
 */
@Component
class DeadLetterListener {

  private static final Logger LOG = LoggerFactory.getLogger(DeadLetterListener.class);

  private final RecordingDeadLetters recording;
  private final Clock clock;
  private final Map<String, Counter> failures;

  DeadLetterListener(RecordingDeadLetters recording, Clock clock, MeterRegistry registry) {
    this.recording = recording;
    this.clock = clock;
    this.failures =
        Topics.all().stream()
            .collect(
                Collectors.toMap(
                    Function.identity(),
                    topic ->
                        Counter.builder("signalbox.ingest.parked.failures")
                            .tag("topic", topic)
                            .register(registry)));
  }

  // A record may have a megabyte.
  @KafkaListener(
      id = "dead-letters",
      groupId = "event-store-service-parked",
      containerFactory = "deadLetterListeners",
      properties = "max.poll.records=10",
      topics = {
        Topics.AGENTS + Topics.DEAD_LETTERS,
        Topics.CONVERSATIONS + Topics.DEAD_LETTERS,
        Topics.RUNS + Topics.DEAD_LETTERS,
        Topics.USAGE + Topics.DEAD_LETTERS,
        Topics.COSTS + Topics.DEAD_LETTERS,
        Topics.MCP + Topics.DEAD_LETTERS,
        Topics.AUDIT + Topics.DEAD_LETTERS
      })
  void on(ConsumerRecord<byte @Nullable [], byte @Nullable []> record) {
    try {
      recording.record(ReadingDeadLetters.read(record, clock.instant()));
    } catch (ParkingFullException full) {
      throw full;
    } catch (RuntimeException failure) {
      if (Outage.causes(failure)) {
        throw failure;
      }
      LOG.error(
          "{}-{}@{} is recorded as bytes alone",
          record.topic(),
          record.partition(),
          record.offset(),
          failure);
      Objects.requireNonNull(failures.get(ReadingDeadLetters.topic(record))).increment();
      recording.record(ReadingDeadLetters.opaque(record, failure, clock.instant()));
    }
  }
}
