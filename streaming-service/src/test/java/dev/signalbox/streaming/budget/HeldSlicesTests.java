package dev.signalbox.streaming.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.signalbox.streaming.budget.HeldSlices.Taking;
import dev.signalbox.streaming.budget.Refusals.Refusal;
import dev.signalbox.streaming.meter.Reservation;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HeldSlicesTests {

  private final HeldSlices held = new HeldSlices(2);
  private final Claim one = claim("one", 1);
  private final Claim two = claim("two", 1);

  @Test
  void allIsReservedOrNothing() {
    hold(slice(one, "100", 1));

    Taking missing = held.take(needs("60", one, two));
    assertThat(missing).isEqualTo(new Taking.Missing(List.of(two)));
    hold(slice(two, "100", 1));
    assertThat(taken(held.take(needs("60", one, two))))
        .extracting(Reservation::leaseId, Reservation::amount)
        .containsExactly(
            tuple("lease-one", new BigDecimal("60")), tuple("lease-two", new BigDecimal("60")));
    assertThat(held.take(needs("60", one))).isEqualTo(new Taking.Missing(List.of(one)));
    assertThat(taken(held.take(needs("40", one)))).hasSize(1);
  }

  @Test
  void aSliceOfABudgetThatHasChangedCoversNothing() {
    hold(slice(one, "100", 1));

    assertThat(held.take(needs("1", claim("one", 2)))).isInstanceOf(Taking.Missing.class);
  }

  @Test
  void aSliceThatHasRunOutCoversNothing() {
    hold(
        new Slice(
            one.key(),
            "lease-one",
            1,
            Unit.TOKENS,
            20,
            BigDecimal.TEN,
            Instant.EPOCH,
            Instant.MAX,
            System.nanoTime() - 2,
            System.nanoTime() - 1));

    assertThat(held.take(needs("1", one))).isInstanceOf(Taking.Missing.class);
  }

  @Test
  void whatNobodyHereCanReckonIsAskedFor() {
    hold(slice(one, "100", 1));

    assertThat(held.take(Map.of(one, Optional.empty()))).isInstanceOf(Taking.Missing.class);
  }

  @Test
  void aSliceForManyIsReplacedBeforeItIsUsedUpButOneForFewIsNot() {
    hold(slice(one, "100", 1));
    hold(slice(two, "10", 1));
    for (int number = 0; number < 7; number++) {
      assertThat(low(held.take(needs("10", one)))).isEmpty();
    }

    assertThat(low(held.take(needs("10", one)))).containsExactly(one);
    assertThat(low(held.take(needs("10", two)))).as("little is left").isEmpty();
  }

  @Test
  void onlyOneAsksAtATime() {
    assertThat(held.mayAsk(List.of(one.key()))).isTrue();
    assertThat(held.mayAsk(List.of(two.key(), one.key()))).isFalse();
    assertThat(held.mayAsk(List.of(two.key()))).isTrue();

    held.settleInVain(List.of(one.key()), Map.of());

    assertThat(held.mayAsk(List.of(one.key()))).isTrue();
  }

  @Test
  void aRefusalConcernsDemandsThatAreTooLarge() {
    Refusal refusal = refusal("50", false, Duration.ofHours(1));
    held.settleInVain(List.of(), Map.of(one.key(), refusal));

    assertThat(held.refusal(List.of(one), needs("60", one))).contains(refusal);
    assertThat(held.refusal(List.of(one), needs("50", one))).isEmpty();
    assertThat(held.refusal(List.of(one), Map.of())).contains(refusal);
    assertThat(held.refusal(List.of(two), needs("60", two))).isEmpty();
  }

  @Test
  void aFinalRefusalOutweighsAPassingOneAndBothAreForgotten() {
    Refusal last = refusal("0", false, Duration.ofHours(1));
    held.settleInVain(
        List.of(), Map.of(one.key(), refusal("0", true, Duration.ofHours(1)), two.key(), last));
    assertThat(held.refusal(List.of(one, two), needs("1", one, two))).contains(last);
    assertThat(held.refusal(List.of(two, one), needs("1", one, two))).contains(last);

    held.forgetRefusals(Set.of("two"));
    assertThat(held.refusal(List.of(two), needs("1", two))).isEmpty();
    held.settleInVain(List.of(), Map.of(one.key(), refusal("0", true, Duration.ofNanos(-1))));
    assertThat(held.refusal(List.of(one), needs("1", one))).isEmpty();
  }

  @Test
  void thereAreOnlySoMany() {
    hold(slice(one, "1", 1));
    hold(slice(two, "1", 1));

    HeldSlices.Settled settled =
        held.settle(List.of(), List.of(slice(claim("three", 1), "1", 1)), Map.of());

    assertThat(settled.replaced()).as("the one unused for longest").containsExactly("lease-one");
    assertThat(held.count()).isEqualTo(2);
    assertThat(held.drop(_ -> true)).containsExactlyInAnyOrder("lease-two", "lease-three");
  }

  @Test
  void whatCameIsReservedForWhoAskedBeforeAnybodyElse() {
    HeldSlices.Settled settled =
        held.settle(List.of(one.key()), List.of(slice(one, "10", 1)), needs("10", one));

    assertThat(taken(settled.taking())).hasSize(1);
    assertThat(held.take(needs("1", one))).isInstanceOf(Taking.Missing.class);
  }

  @Test
  void aSliceIsNotClosedUnderAnAttemptThatIsAboutToBegin() {
    hold(slice(one, "100", 1));
    held.take(needs("10", one));
    held.take(needs("10", one));

    assertThat(held.drop(List.of(one.key()))).isEmpty();
    assertThat(held.take(needs("10", one))).isInstanceOf(Taking.Missing.class);
    assertThat(held.begun(List.of("lease-one"))).isEmpty();
    assertThat(held.begun(List.of("lease-one"))).containsExactly("lease-one");
    assertThat(held.begun(List.of("lease-one"))).isEmpty();
  }

  private void hold(Slice slice) {
    held.settle(List.of(), List.of(slice), Map.of());
  }

  private static List<Reservation> taken(Taking taking) {
    assertThat(taking).isInstanceOf(Taking.Taken.class);
    return ((Taking.Taken) taking).reservations();
  }

  private static List<Claim> low(Taking taking) {
    assertThat(taking).isInstanceOf(Taking.Taken.class);
    return ((Taking.Taken) taking).low();
  }

  private static Map<Claim, Optional<BigDecimal>> needs(String amount, Claim... claims) {
    Map<Claim, Optional<BigDecimal>> needs = new LinkedHashMap<>();
    for (Claim claim : claims) {
      needs.put(claim, Optional.of(new BigDecimal(amount)));
    }
    return needs;
  }

  private static Refusal refusal(String remaining, boolean passing, Duration life) {
    return new Refusal(
        new OverBudgetException(429, "budget_exhausted", "no", Duration.ofSeconds(1)),
        new BigDecimal(remaining),
        passing,
        System.nanoTime() + life.toNanos());
  }

  private static Slice slice(Claim claim, String granted, long revision) {
    return new Slice(
        claim.key(),
        "lease-" + claim.budget().id(),
        revision,
        Unit.TOKENS,
        20,
        new BigDecimal(granted),
        Instant.EPOCH,
        Instant.MAX,
        System.nanoTime(),
        System.nanoTime() + Duration.ofHours(1).toNanos());
  }

  private static Claim claim(String id, long revision) {
    return new Claim(
        new Budget(id, revision, ScopeKind.USER, "ada", Set.of("ada"), Unit.TOKENS), "ada");
  }
}
