package dev.signalbox.streaming.limit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.streaming.limit.LimitProperties.SliceProperties;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class HoldingsTests {

  private static final UsageKey REQUESTS =
      new UsageKey(Scope.AGENT, "ada", Measure.REQUESTS_PER_HOUR);
  private static final UsageKey TOKENS =
      new UsageKey(Scope.AGENT, "ada", Measure.TOKENS_PER_MINUTE);
  private static final UsageKey PERMITS =
      new UsageKey(Scope.AGENT, "ada", Measure.PARALLEL_REQUESTS);
  private static final Instant START = Instant.parse("2026-01-01T10:00:00Z");
  private static final SliceProperties PROPERTIES =
      new SliceProperties(
          Duration.ofMillis(500), Duration.ofMillis(1500), Duration.ofSeconds(30), 3, 10);

  private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 1_000);
  private final Holdings holdings = new Holdings(PROPERTIES, nanos::get);

  @Test
  void askForWhatIsMissingAndTakeOfWhatTheyHold() {
    assertThat(holdings.take(of(REQUESTS, 1))).isInstanceOf(Taking.Missing.class);

    Offer offer = only(holdings.prepare(List.of(of(REQUESTS, 1)), false));
    assertThat(offer.needed()).isEqualTo(1);
    assertThat(offer.asked()).isEqualTo(1);
    List<Taking> takings = settle(List.of(offer), 3, 90, List.of(of(REQUESTS, 1)));

    assertThat(takings).allSatisfy(taking -> assertThat(left(taking)).isEqualTo(92));
    assertThat(left(holdings.take(of(REQUESTS, 1)))).isEqualTo(91);
    assertThat(left(holdings.take(of(REQUESTS, 1)))).isEqualTo(90);
    assertThat(holdings.take(of(REQUESTS, 1))).isInstanceOf(Taking.Missing.class);
  }

  @Test
  void takeAllOrNothing() {
    grant(REQUESTS, 5, 90);

    List<Demand> both = List.of(demand(REQUESTS, 1), demand(TOKENS, 10));
    assertThat(holdings.take(both)).isInstanceOf(Taking.Missing.class);

    assertThat(left(holdings.take(of(REQUESTS, 5)))).isEqualTo(90);
  }

  @Test
  void serveThoseWhoWaitedInTheirOrder() {
    List<List<Demand>> waiting = List.of(of(TOKENS, 60), of(TOKENS, 60), of(TOKENS, 30));
    Offer offer = only(holdings.prepare(waiting, false));
    assertThat(offer.needed()).isEqualTo(30);
    assertThat(offer.asked()).isEqualTo(150);

    assertThat(settle(List.of(offer), 100, 0, waiting))
        .hasExactlyElementsOfTypes(Taking.Taken.class, Taking.Refused.class, Taking.Taken.class);
  }

  @Test
  void wishForMoreTheFasterItGoes() {
    grant(REQUESTS, 1, 90);
    pass(Duration.ofMillis(10));
    assertThat(only(holdings.prepare(List.of(of(REQUESTS, 1)), false)).wished()).isEqualTo(4);
    pass(Duration.ofSeconds(5));
    assertThat(only(holdings.prepare(List.of(of(REQUESTS, 1)), false)).wished()).isEqualTo(1);
  }

  @Test
  void askNobodyAgainForAMomentAfterARefusal() {
    List<List<Demand>> waiting = List.of(of(TOKENS, 60));
    List<Taking> takings = settle(holdings.prepare(waiting, false), 0, 50, waiting);

    assertThat(takings).hasExactlyElementsOfTypes(Taking.Refused.class);
    assertThat(holdings.take(of(TOKENS, 51))).isInstanceOf(Taking.Refused.class);
    assertThat(holdings.take(of(TOKENS, 50))).as("less may do").isInstanceOf(Taking.Missing.class);
    pass(Duration.ofMillis(101));
    assertThat(holdings.take(of(TOKENS, 60))).isInstanceOf(Taking.Missing.class);
  }

  @Test
  void askNobodyForMoreThanThereEverIs() {
    grant(TOKENS, 10, 50);

    assertThat(holdings.take(of(TOKENS, 1_001))).isInstanceOf(Taking.Refused.class);
  }

  @Test
  void letWaitWhereOthersMayGiveSomethingBack() {
    List<List<Demand>> waiting = List.of(of(REQUESTS, 1));
    List<Offer> offers = holdings.prepare(waiting, false);

    assertThat(holdings.settle(offers, List.of(given(0, 0, 0, true)), nanos.get(), waiting))
        .hasExactlyElementsOfTypes(Taking.Later.class);
  }

  @Test
  void giveWhatComesBackToTheNext() {
    Standing standing = grant(REQUESTS, 1, 0).getFirst();
    List<List<Demand>> waiting = List.of(of(REQUESTS, 1));
    settle(holdings.prepare(waiting, false), 0, 0, waiting);

    assertThat(holdings.giveBack(standing, 1)).as("nothing is left: others may want it").isTrue();

    assertThat(holdings.take(of(REQUESTS, 1))).isInstanceOf(Taking.Taken.class);
  }

  @Test
  void tellAtOnceWhatComesBackWhenLittleIsLeft() {
    Standing standing = grant(REQUESTS, 1, 15).getFirst();
    holdings.giveBack(standing, 1);

    Offer offer = only(holdings.prepare(List.of(), false));

    assertThat(offer.returned()).isEqualTo(1);
    assertThat(offer.startsAt()).isEqualTo(START);
    assertThat(holdings.take(of(REQUESTS, 1))).isInstanceOf(Taking.Missing.class);
  }

  @Test
  void giveBackWhatIdlesButNotWhatIsUsed() {
    grant(REQUESTS, 40, 900);
    holdings.take(of(REQUESTS, 10));
    assertThat(holdings.prepare(List.of(), false)).isEmpty();

    pass(Duration.ofMillis(501));
    assertThat(only(holdings.prepare(List.of(), false)).returned()).isEqualTo(19);

    pass(Duration.ofMillis(501));
    assertThat(only(holdings.prepare(List.of(), false)).returned()).isEqualTo(11);
  }

  @Test
  void chargeWhatWasUsedBeyond() {
    Standing standing = grant(TOKENS, 60, 900).getFirst();

    assertThat(holdings.giveBack(standing, -61)).isTrue();

    assertThat(only(holdings.prepare(List.of(), false)).returned()).isEqualTo(-61);
  }

  @Test
  void useNothingOfAWindowThatMayBeOver() {
    Standing standing = grant(REQUESTS, 5, 90).getFirst();
    pass(Duration.ofMinutes(59));
    assertThat(holdings.take(of(REQUESTS, 1))).isInstanceOf(Taking.Taken.class);

    pass(Duration.ofMinutes(1));
    assertThat(holdings.take(of(REQUESTS, 1))).isInstanceOf(Taking.Missing.class);
    Offer offer = only(holdings.prepare(List.of(of(REQUESTS, 1)), false));
    assertThat(offer.asked()).isEqualTo(1);
    holdings.settle(
        List.of(offer),
        List.of(
            new Grant(0, START.plusSeconds(3_600), START.plusSeconds(3_600), null, 1, 99, false)),
        nanos.get(),
        List.of());

    assertThat(holdings.giveBack(standing, 1)).as("of the window before").isFalse();
    assertThat(left(holdings.take(of(REQUESTS, 1)))).isEqualTo(99);
  }

  @Test
  void countByTheNewQuotaAtOnce() {
    grant(REQUESTS, 5, 90);
    List<Demand> changed = List.of(new Demand(REQUESTS, 7, 1));

    assertThat(holdings.take(changed)).isInstanceOf(Taking.Missing.class);
    Offer offer = only(holdings.prepare(List.of(changed), false));

    assertThat(offer.returned()).isEqualTo(5);
    assertThat(offer.quota()).isEqualTo(7);
  }

  @Test
  void loseWhatTheDatabaseMayHaveTakenBack() {
    for (boolean untold : new boolean[] {true, false}) {
      Standing standing = grant(REQUESTS, 1, 15).getFirst();
      holdings.giveBack(standing, 1);
      holdings.restore(holdings.prepare(List.of(), false), untold);

      assertThat(holdings.take(of(REQUESTS, 1)))
          .isInstanceOf(untold ? Taking.Taken.class : Taking.Missing.class);
    }
  }

  @Test
  void keepPermitsAliveAsLongAsTheyAreInUse() {
    grant(PERMITS, 1, 90);
    assertThat(holdings.prepare(List.of(), false)).isEmpty();

    pass(Duration.ofSeconds(11));
    Offer renewal = only(holdings.prepare(List.of(), false));

    assertThat(renewal.held()).isEqualTo(1);
    assertThat(renewal.asked()).isZero();
  }

  @Test
  void useNoSparePermitThatOthersMayHave() {
    List<List<Demand>> waiting = List.of(of(PERMITS, 1));
    settle(holdings.prepare(waiting, false), 3, 90, waiting);

    pass(Duration.ofSeconds(21));
    assertThat(holdings.take(of(PERMITS, 1))).isInstanceOf(Taking.Missing.class);

    assertThat(only(holdings.prepare(waiting, false)).held()).as("the one in use").isEqualTo(1);
  }

  @Test
  void giveSparePermitsBackThatNobodyNeededLately() {
    List<List<Demand>> waiting = List.of(of(PERMITS, 1));
    Standing standing =
        standings(settle(holdings.prepare(waiting, false), 3, 90, waiting).getFirst()).getFirst();

    pass(Duration.ofMillis(501));
    assertThat(holdings.prepare(List.of(), false)).as("they may be needed yet").isEmpty();
    pass(Duration.ofMillis(501));
    assertThat(only(holdings.prepare(List.of(), false)).held()).isEqualTo(1);

    holdings.giveBack(standing, 1);
    assertThat(only(holdings.prepare(List.of(), true)).held()).as("at the end").isZero();
  }

  @Test
  void forgetTheOneUnusedForLongestWhenThereAreTooMany() {
    for (String agent : List.of("one", "two", "three", "four", "five")) {
      grant(new UsageKey(Scope.AGENT, agent, Measure.REQUESTS_PER_HOUR), 2, 90);
    }

    assertThat(holdings.count()).isEqualTo(3);
    assertThat(holdings.take(of(agent("one"), 1))).isInstanceOf(Taking.Missing.class);
    assertThat(holdings.take(of(agent("five"), 1))).isInstanceOf(Taking.Taken.class);
  }

  private static UsageKey agent(String name) {
    return new UsageKey(Scope.AGENT, name, Measure.REQUESTS_PER_HOUR);
  }

  private static Demand demand(UsageKey key, long amount) {
    return new Demand(key, 1_000, amount);
  }

  private static List<Demand> of(UsageKey key, long amount) {
    return List.of(demand(key, amount));
  }

  private void pass(Duration time) {
    nanos.addAndGet(time.toNanos());
  }

  /** What one who wants it all gets, when so much is granted and left; of one limit. */
  private List<Standing> grant(UsageKey key, long granted, long left) {
    long wanted = key.measure() == Measure.TOKENS_PER_MINUTE ? granted : 1;
    List<List<Demand>> waiting = List.of(of(key, wanted));
    List<Taking> takings = settle(holdings.prepare(waiting, false), granted, left, waiting);
    List<Standing> standings = standings(takings.getFirst());
    if (granted > 1 && wanted == 1 && key.measure() != Measure.PARALLEL_REQUESTS) {
      holdings.giveBack(standings.getFirst(), 1);
    }
    return standings;
  }

  private List<Taking> settle(
      List<Offer> offers, long granted, long left, List<List<Demand>> waiting) {
    List<Grant> grants = new ArrayList<>();
    for (int place = 0; place < offers.size(); place++) {
      grants.add(given(place, granted, left, false));
    }
    return holdings.settle(offers, grants, nanos.get(), waiting);
  }

  private static Grant given(int place, long granted, long left, boolean lent) {
    return new Grant(
        place, START, START, START.plusNanos(TimeUnit.HOURS.toNanos(1)), granted, left, lent);
  }

  private static List<Standing> standings(Taking taking) {
    return taking instanceof Taking.Taken(List<Standing> standings) ? standings : List.of();
  }

  private static long left(Taking taking) {
    return standings(taking).getFirst().leftOver();
  }

  private static Offer only(List<Offer> offers) {
    assertThat(offers).hasSize(1);
    return offers.getFirst();
  }
}
