package dev.signalbox.eventstore.ingest.kafka;

import dev.signalbox.eventstore.ingest.parked.RecordingDeadLetters;
import dev.signalbox.kit.event.Topics;
import java.time.Clock;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Records what any consumer of the platform's topics parks. */
@Component
class DeadLetterListener {

  private final RecordingDeadLetters recording;
  private final Clock clock;

  DeadLetterListener(RecordingDeadLetters recording, Clock clock) {
    this.recording = recording;
    this.clock = clock;
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
    recording.record(ReadingDeadLetters.read(record, clock.instant()));
  }
}
