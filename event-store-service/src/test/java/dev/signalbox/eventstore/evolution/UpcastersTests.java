package dev.signalbox.eventstore.evolution;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.eventstore.evolution.testing.Step;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class UpcastersTests {

  private final Upcasters upcasters =
      new Upcasters(
          List.of(
              Step.of("order.placed", 1, "order.placed", data -> data.put("currency", "USD")),
              Step.of(
                  "order.placed",
                  2,
                  "order.submitted",
                  data -> data.put("via", data.path("currency").asString())),
              Step.of("order.submitted", 3, "order.submitted", data -> data.put("last", true))));

  @Test
  void chainsThemAlsoOverAChangeOfType() {
    RecordedEvent newest = upcasters.newest(event("order.placed", 1));

    assertThat(newest.type()).isEqualTo("order.submitted");
    assertThat(newest.schemaVersion()).isEqualTo(4);
    assertThat(newest.data())
        .isEqualTo(json("{\"amount\":1,\"currency\":\"USD\",\"via\":\"USD\",\"last\":true}"));
  }

  @Test
  void beginsWhereTheEventIs() {
    assertThat(upcasters.newest(event("order.submitted", 3)).data())
        .isEqualTo(json("{\"amount\":1,\"last\":true}"));
  }

  @Test
  void leavesTheNewestFormAndOtherTypesAsTheyAre() {
    RecordedEvent newest = event("order.submitted", 4);
    RecordedEvent other = event("order.paid", 1);

    assertThat(upcasters.newest(newest)).isSameAs(newest);
    assertThat(upcasters.newest(other)).isSameAs(other);
  }

  @Test
  void doesNotChangeWhatItIsGiven() {
    RecordedEvent stored = event("order.placed", 1);

    upcasters.newest(stored);

    assertThat(stored.data()).isEqualTo(json("{\"amount\":1}"));
  }

  @Test
  void namesTheLinkThatIsMissing() {
    Upcasters broken =
        new Upcasters(
            List.of(Step.of("a", 1, "a", data -> data), Step.of("a", 3, "a", data -> data)));

    assertThatThrownBy(() -> broken.newest(event("a", 1)))
        .isInstanceOf(UpcastFailedException.class)
        .hasMessageContaining("no upcaster of a from version 2")
        .extracting(failure -> ((UpcastFailedException) failure).eventId())
        .isEqualTo("evt_1");
  }

  @Test
  void namesTheOneThatFails() {
    Upcasters broken =
        new Upcasters(
            List.of(
                Step.of(
                    "a",
                    1,
                    "a",
                    data -> {
                      throw new IllegalStateException("secret");
                    })));

    assertThatThrownBy(() -> broken.newest(event("a", 1)))
        .isInstanceOf(UpcastFailedException.class)
        .hasMessageContaining("Step (a from version 1)")
        .hasMessageNotContaining("secret");
  }

  @Test
  void refusesTwoForOneForm() {
    assertThatThrownBy(
            () ->
                new Upcasters(
                    List.of(
                        Step.of("a", 1, "a", data -> data), Step.of("a", 1, "b", data -> data))))
        .hasMessageContaining("Two upcasters take a from version 1");
  }

  @Test
  void knowsUnderWhichTypesEventsWereRecorded() {
    assertThat(upcasters.originsOf("order.submitted"))
        .containsExactlyInAnyOrder("order.submitted", "order.placed");
    assertThat(upcasters.originsOf("order.placed")).containsExactly("order.placed");
    assertThat(upcasters.originsOf("order.paid")).containsExactly("order.paid");
  }

  @Test
  void knowsWhichOfThemEventsOfASelectionMayPass() {
    Upcasters several =
        new Upcasters(
            List.of(
                Step.of("order.placed", 1, "order.submitted", data -> data),
                Step.of("order.submitted", 2, "order.sent", data -> data),
                Step.of("order.paid", 1, "order.paid", data -> data)));
    String first = "order.placed from version 1 to order.submitted";
    String second = "order.submitted from version 2 to order.sent";
    String other = "order.paid from version 1 to order.paid";

    assertThat(several.all()).containsExactlyInAnyOrder(first, second, other);
    assertThat(several.passedBy(Selection.ALL)).isEqualTo(several.all());
    assertThat(several.passedBy(Selection.category("order"))).isEqualTo(several.all());
    for (String type : List.of("order.placed", "order.submitted", "order.sent")) {
      assertThat(several.passedBy(Selection.type(type))).containsExactlyInAnyOrder(first, second);
    }
    assertThat(several.passedBy(Selection.type("order.paid"))).containsExactly(other);
    assertThat(several.passedBy(Selection.type("order.lost"))).isEmpty();
  }

  @Test
  void hasTheSameFingerprintForTheSameOnesAlone() {
    Step one = Step.of("a", 1, "a", data -> data);
    Step two = Step.of("a", 2, "a", data -> data);
    String both = new Upcasters(List.of(one, two)).fingerprint();

    assertThat(both).isEqualTo(new Upcasters(List.of(two, one)).fingerprint());
    assertThat(
            List.of(
                both,
                new Upcasters(List.of(one)).fingerprint(),
                new Upcasters(List.of(Step.of("a", 1, "b", data -> data))).fingerprint(),
                new Upcasters(List.of()).fingerprint()))
        .doesNotHaveDuplicates()
        .allMatch(text -> text.matches("[0-9a-f]{32}"));
  }

  @Test
  void aLaterRevisionIsOneMore() {
    Step before = Step.of("a", 1, "b", data -> data);
    Upcasters first = new Upcasters(List.of(before));
    Upcasters third = new Upcasters(List.of(before.revised(3)));

    assertThat(third.all())
        .containsAll(first.all())
        .contains("a from version 1 to b, revision 2", "a from version 1 to b, revision 3")
        .hasSize(3);
    assertThat(third.passedBy(Selection.type("b"))).isEqualTo(third.all());
    assertThat(third.fingerprint()).isNotEqualTo(first.fingerprint());
  }

  private static RecordedEvent event(String type, int schemaVersion) {
    Instant now = Instant.parse("2026-11-20T10:00:00Z");
    return new RecordedEvent(
        "evt_1",
        anyStream(),
        1,
        Checkpoint.START,
        type,
        "test",
        now,
        now,
        null,
        null,
        json("{}"),
        json("{\"amount\":1}"),
        schemaVersion,
        Set.of());
  }
}
