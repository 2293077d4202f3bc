package dev.signalbox.eventstore.log.postgres;

import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.testing.EventFixtures;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class EventJsonTests {

  /** Digests are kept for ever: with another form no event would be known again. */
  @Test
  void digestsWhatWasSaidInOneForm() throws Exception {
    NewEvent event = anyEventWithAll();
    String said =
        "{\"causation_id\":\"evt_0\",\"data\":{\"a\":{\"c\":null,\"d\":[2]},\"b\":"
            + event.data().get("b")
            + "},\"metadata\":{\"k\":\"\\\"v\\\"\"},\"occurred_at\":\"2026-11-28T12:00:00.500Z\","
            + "\"schema_version\":2,\"stream\":\"order/1\",\"tags\":[\"x\",\"y\"],\"type\":\"order.placed.v1\"}";

    WrittenAppend written = new WrittenAppend(Append.of(List.of(event)), new EventJson());

    assertThat(written.events().getFirst().digest())
        .isEqualTo(
            HexFormat.of()
                .formatHex(
                    MessageDigest.getInstance("SHA-256")
                        .digest(said.getBytes(StandardCharsets.UTF_8))));
  }

  @Test
  void readsWhatItWrote() {
    EventJson json = new EventJson();
    NewEvent event = anyEventWithAll();
    NewEvent bare = EventFixtures.event("evt_2", new StreamName("order/1"), "{}");

    assertThat(json.read(json.write(event))).isEqualTo(event);
    assertThat(json.read(json.write(bare))).isEqualTo(bare);
  }

  private static NewEvent anyEventWithAll() {
    return new NewEvent(
        "evt_1",
        new StreamName("order/1"),
        "order.placed.v1",
        "test",
        Instant.parse("2026-11-28T12:00:00.5Z"),
        "00-trace",
        "evt_0",
        json("{\"k\":\"\\\"v\\\"\"}"),
        json("{\"b\":1.50,\"a\":{\"d\":[2],\"c\":null}}"),
        2,
        Set.of("y", "x"));
  }
}
