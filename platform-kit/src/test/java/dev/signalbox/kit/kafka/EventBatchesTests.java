package dev.signalbox.kit.kafka;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.EventFormat;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.kafka.listener.BatchListenerFailedException;
import tools.jackson.databind.json.JsonMapper;

class EventBatchesTests {

  private static final EventFormat FORMAT = new EventFormat();

  private final List<List<String>> taken = new ArrayList<>();
  private final EventBatches batches = new EventBatches(FORMAT, this::take);

  @Test
  void whatComesTogetherIsTakenTogether() {
    batches.take(List.of(record("evt_1"), record("evt_2")));

    assertThat(taken).containsExactly(List.of("evt_1", "evt_2"));
  }

  @Test
  void whatCannotBeTakenIsNamedAndWhatCameBeforeIsKept() {
    assertThatThrownBy(
            () -> batches.take(List.of(record("evt_1"), record("poison"), record("evt_2"))))
        .isInstanceOfSatisfying(
            BatchListenerFailedException.class,
            failed -> assertThat(failed.getIndex()).isEqualTo(1));
    assertThat(taken).containsExactly(List.of("evt_1"));

    assertThatThrownBy(() -> batches.take(List.of(record("evt_3"), of(null))))
        .isInstanceOfSatisfying(
            BatchListenerFailedException.class,
            failed -> assertThat(failed.getIndex()).isEqualTo(1));
    assertThat(taken).containsExactly(List.of("evt_1"), List.of("evt_3"));
  }

  private void take(List<Event> events) {
    List<String> ids = events.stream().map(Event::id).toList();
    if (ids.contains("poison")) {
      throw new IllegalStateException("not this one");
    }
    taken.add(ids);
  }

  private static ConsumerRecord<byte[], byte @Nullable []> record(String id) {
    return of(
        FORMAT.write(
            new Event(
                id,
                "test",
                "run/1",
                "signalbox.run.started.v1",
                Instant.parse("2026-11-29T12:00:00Z"),
                null,
                null,
                JsonMapper.builder().build().createObjectNode())));
  }

  private static ConsumerRecord<byte[], byte @Nullable []> of(byte @Nullable [] value) {
    return new ConsumerRecord<>("topic", 0, 0, new byte[0], value);
  }
}
