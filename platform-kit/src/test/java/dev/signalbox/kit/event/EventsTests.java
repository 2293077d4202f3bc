package dev.signalbox.kit.event;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.MutableClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

class EventsTests {
  private static final Instant NOON = Instant.parse("2026-11-20T12:00:00.123456789Z");

  private final MutableClock clock = new MutableClock();
  private final Events events =
      new Events("cost-service", clock, JsonMapper.builder().build(), () -> "00-a-b-01");

  record Priced(String model, int tokens) {}

  record Narrow(String model) {}

  @Test
  void anEventSaysWhoWhenAndUnderWhichTrace() {
    clock.stopAt(NOON);

    Event event =
        events.create("signalbox.cost.recorded.v1", "attempt/1", new Priced("gpt", 3), "evt_0");

    assertThat(IdKind.EVENT.matches(event.id())).isTrue();
    assertThat(event.source()).isEqualTo("cost-service");
    assertThat(event.time()).isEqualTo(Instant.parse("2026-11-20T12:00:00.123456Z"));
    assertThat(event.traceparent()).isEqualTo("00-a-b-01");
    assertThat(event.causationId()).isEqualTo("evt_0");
    assertThat(event.data().get("tokens").asInt()).isEqualTo(3);
  }

  @Test
  void anEventThatFollowsFromAnotherIsInItsTrace() {
    Event cause =
        new Event(
            "evt_0",
            "streaming-service",
            "run/1",
            "t.v1",
            NOON,
            "00-c-d-01",
            null,
            NullNode.instance);

    Event event = events.following(cause, "signalbox.cost.recorded.v1", "attempt/1", "data");

    assertThat(event.causationId()).isEqualTo("evt_0");
    assertThat(event.traceparent()).isEqualTo("00-c-d-01");
    assertThat(event.subject()).isEqualTo("attempt/1");
  }

  @Test
  void dataIsReadTolerantly() {
    Event event = events.create("t.v1", "x/1", new Priced("gpt", 3));

    assertThat(events.read(event, Narrow.class)).isEqualTo(new Narrow("gpt"));
  }
}
