package dev.signalbox.eventstore.ingest.kafka;

import static dev.signalbox.eventstore.ingest.testing.DeadLetterFixture.cloudEvent;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyEventId;
import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.signalbox.eventstore.ingest.FilingFixture;
import dev.signalbox.eventstore.log.Admission;
import dev.signalbox.kit.event.Topics;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.kafka.listener.BatchListenerFailedException;

@ExtendWith(OutputCaptureExtension.class)
class PlatformEventListenerTests {

  private final IllegalStateException together = new IllegalStateException("not together");

  @Test
  void saysWhyEventsWereFiledOneByOne(CapturedOutput output) {
    listener(
            events -> {
              if (events.size() > 1) {
                throw together;
              }
              return List.of();
            })
        .on(records());

    assertThat(output.getAll()).containsOnlyOnce("3 events were filed one by one");
    assertThat(output.getAll()).contains("IllegalStateException: not together");
  }

  @Test
  void keepsWhyTheyFailedTogetherIfOneFailsAlone() {
    IllegalStateException alone = new IllegalStateException("not alone");

    BatchListenerFailedException failed =
        catchThrowableOfType(
            BatchListenerFailedException.class,
            () ->
                listener(
                        events -> {
                          throw events.size() > 1 ? together : alone;
                        })
                    .on(records()));

    assertThat(failed.getIndex()).isZero();
    assertThat(failed).hasCause(alone).hasSuppressedException(together);
  }

  private static PlatformEventListener listener(Admission admission) {
    return new PlatformEventListener(FilingFixture.reading(), FilingFixture.behind(admission));
  }

  private static List<ConsumerRecord<byte[], byte @Nullable []>> records() {
    return List.of(record(0), record(1), record(2));
  }

  private static ConsumerRecord<byte[], byte @Nullable []> record(long offset) {
    return new ConsumerRecord<>(
        Topics.RUNS,
        0,
        offset,
        new byte[0],
        cloudEvent(anyEventId(), anyStream(), "t", null, json("{}")));
  }
}
