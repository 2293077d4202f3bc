package dev.signalbox.eventstore.ingest;

import static dev.signalbox.eventstore.log.testing.EventFixtures.anyStream;
import static dev.signalbox.eventstore.log.testing.EventFixtures.saidBy;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CausalOrderTests {

  private static final Instant LATER = Instant.parse("2026-11-20T10:00:30Z");
  private static final Surroundings NOTHING = new Surroundings(Set.of(), List.of(), Map.of());

  private final StreamName conversation = anyStream();

  @Test
  void filesWhatHasNoCauseAsItComes() {
    FilingPlan plan = arrive(NOTHING, routing("a", null), routing("b", null));

    assertThat(plan.toFile()).extracting(NewEvent::id).containsExactly("a", "b");
    assertThat(plan.toHold()).isEmpty();
  }

  @Test
  void filesAnEffectWhoseCauseIsInTheLog() {
    FilingPlan plan =
        arrive(new Surroundings(Set.of("cause"), List.of(), Map.of()), routing("a", "cause"));

    assertThat(plan.toFile()).extracting(NewEvent::id).containsExactly("a");
  }

  @Test
  void putsACauseThatComesLaterInTheBatchFirst() {
    FilingPlan plan =
        arrive(NOTHING, streaming("effect", "cause"), routing("cause", null), routing("b", null));

    assertThat(plan.toFile()).extracting(NewEvent::id).containsExactly("cause", "effect", "b");
    assertThat(plan.toHold()).isEmpty();
  }

  @Test
  void holdsAnEffectWhoseCauseIsStillToCome() {
    FilingPlan plan = arrive(NOTHING, streaming("effect", "cause"));

    assertThat(plan.toFile()).isEmpty();
    assertThat(plan.toHold())
        .containsExactly(new HeldEvent(streaming("effect", "cause"), "cause", LATER));
  }

  @Test
  void filesAHeldEffectRightAfterItsCause() {
    Surroundings surroundings =
        new Surroundings(
            Set.of(),
            List.of(
                held(streaming("effect", "cause"), "cause"),
                held(cost("priced", "effect"), "effect")),
            Map.of());

    FilingPlan plan = arrive(surroundings, routing("cause", null), routing("next", null));

    assertThat(plan.toFile())
        .extracting(NewEvent::id)
        .containsExactly("cause", "effect", "priced", "next");
    assertThat(plan.toForget()).containsExactlyInAnyOrder("effect", "priced");
  }

  @Test
  void letsNothingOvertakeAHeldEventOfTheSameSourceAndStream() {
    FilingPlan plan =
        arrive(
            NOTHING,
            routing("answered", "usage"),
            routing("next question", null),
            cost("other source", null));

    assertThat(plan.toFile()).extracting(NewEvent::id).containsExactly("other source");
    assertThat(plan.toHold()).extracting(HeldEvent::waitsFor).containsExactly("usage", "answered");
  }

  @Test
  void letsNothingOvertakeAnEventThatWasHeldBefore() {
    Surroundings surroundings =
        new Surroundings(
            Set.of(), List.of(), Map.of(new Lane("routing-service", conversation), "answered"));

    FilingPlan plan = arrive(surroundings, routing("next question", null));

    assertThat(plan.toHold()).extracting(HeldEvent::waitsFor).containsExactly("answered");
  }

  @Test
  void keepsHoldingAnEventThatWaitsForTwoThings() {
    Surroundings surroundings =
        new Surroundings(
            Set.of(),
            List.of(
                held(routing("first", "cause"), "cause"),
                held(routing("second", "other cause"), "first")),
            Map.of(new Lane("routing-service", conversation), "second"));

    FilingPlan plan = arrive(surroundings, streaming("cause", null), routing("third", null));

    assertThat(plan.toFile()).extracting(NewEvent::id).containsExactly("cause", "first");
    assertThat(plan.toForget()).containsExactly("first");
    assertThat(plan.toRehold())
        .containsExactly(held(routing("second", "other cause"), "other cause"));
    assertThat(plan.toHold()).extracting(HeldEvent::waitsFor).containsExactly("second");
  }

  @Test
  void passesOverWhatIsFiledOrHeldAlready() {
    Surroundings surroundings =
        new Surroundings(
            Set.of("filed"), List.of(held(streaming("held", "cause"), "cause")), Map.of());

    FilingPlan plan =
        arrive(
            surroundings,
            routing("filed", null),
            streaming("held", "cause"),
            routing("twice", null),
            routing("twice", null));

    assertThat(plan.toFile()).extracting(NewEvent::id).containsExactly("twice");
    assertThat(plan.toHold()).isEmpty();
    assertThat(plan.toForget()).isEmpty();
  }

  @Test
  void filesAnOverdueEventWithoutItsCauseAndWhatWaitedForIt() {
    CausalOrder order =
        new CausalOrder(
            new Surroundings(
                Set.of(),
                List.of(
                    held(streaming("effect", "lost"), "lost"),
                    held(cost("priced", "effect"), "effect")),
                Map.of()),
            LATER);

    order.overdue("effect");

    assertThat(order.plan().toFile()).extracting(NewEvent::id).containsExactly("effect", "priced");
    assertThat(order.plan().toForget()).containsExactlyInAnyOrder("effect", "priced");
  }

  @Test
  void releasesAnEventWhoseCauseCameAnotherWay() {
    CausalOrder order =
        new CausalOrder(
            new Surroundings(
                Set.of("cause"), List.of(held(streaming("effect", "cause"), "cause")), Map.of()),
            LATER);

    order.reconsider("effect");

    assertThat(order.plan().toFile()).extracting(NewEvent::id).containsExactly("effect");
  }

  @Test
  void forgetsAHeldEventThatCameAnotherWay() {
    CausalOrder order =
        new CausalOrder(
            new Surroundings(
                Set.of("effect"), List.of(held(streaming("effect", "cause"), "cause")), Map.of()),
            LATER);

    order.overdue("effect");

    assertThat(order.plan().toFile()).isEmpty();
    assertThat(order.plan().toForget()).containsExactly("effect");
  }

  @Test
  void anEventThatNamesItselfAsItsCauseHasNone() {
    FilingPlan plan = arrive(NOTHING, routing("a", "a"));

    assertThat(plan.toFile()).extracting(NewEvent::id).containsExactly("a");
  }

  @Test
  void followsALongChainWithoutDeepCalls() {
    int length = 20_000;
    CausalOrder order = new CausalOrder(NOTHING, LATER);

    for (int link = length; link > 0; link--) {
      order.arrive(saidBy("service-" + link, "e" + link, conversation, "e" + (link - 1)));
    }
    order.arrive(saidBy("service-0", "e0", conversation, null));

    assertThat(order.plan().toFile())
        .extracting(NewEvent::id)
        .containsExactlyElementsOf(
            IntStream.rangeClosed(0, length).mapToObj(link -> "e" + link).toList());
  }

  private static FilingPlan arrive(Surroundings surroundings, NewEvent... events) {
    CausalOrder order = new CausalOrder(surroundings, LATER);
    List.of(events).forEach(order::arrive);
    return order.plan();
  }

  private static HeldEvent held(NewEvent event, String waitsFor) {
    return new HeldEvent(event, waitsFor, LATER);
  }

  private NewEvent routing(String id, @Nullable String cause) {
    return saidBy("routing-service", id, conversation, cause);
  }

  private NewEvent streaming(String id, @Nullable String cause) {
    return saidBy("streaming-service", id, conversation, cause);
  }

  private NewEvent cost(String id, @Nullable String cause) {
    return saidBy("cost-service", id, conversation, cause);
  }
}
