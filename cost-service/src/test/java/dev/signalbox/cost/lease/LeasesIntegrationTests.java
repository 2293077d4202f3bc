package dev.signalbox.cost.lease;

import static dev.signalbox.cost.budget.BudgetFixtures.DAILY;
import static dev.signalbox.cost.budget.BudgetFixtures.MONTHLY;
import static dev.signalbox.cost.budget.BudgetFixtures.dollars;
import static dev.signalbox.cost.budget.BudgetFixtures.tokens;
import static dev.signalbox.cost.budget.BudgetFixtures.with;
import static dev.signalbox.cost.budget.BudgetFixtures.withLimit;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.budget.AlertRules;
import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.budget.BudgetDefinition;
import dev.signalbox.cost.budget.Enforcement;
import dev.signalbox.cost.budget.Enforcement.UnknownPrice;
import dev.signalbox.cost.budget.Expectation;
import dev.signalbox.cost.budget.MovableTime;
import dev.signalbox.cost.budget.Period;
import dev.signalbox.cost.budget.Scope;
import dev.signalbox.cost.budget.ScopeKind;
import dev.signalbox.cost.budget.Standing;
import dev.signalbox.cost.lease.GrantOutcome.Granted;
import dev.signalbox.cost.lease.GrantOutcome.GrantedLease;
import dev.signalbox.cost.lease.LeaseRequest.Wanted;
import dev.signalbox.cost.lease.Replica.Claim;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ReportedUsage;
import dev.signalbox.cost.usage.Usage;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.MutableClock;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@ServiceIntegrationTest
class LeasesIntegrationTests {

  @Autowired ApplicationContext beans;
  @Autowired MutableClock clock;
  @Autowired RecordedEvents recorded;

  private final MovableTime time = new MovableTime(Instant.now().truncatedTo(ChronoUnit.MICROS));
  private final String user = "user-" + IdKind.REQUEST.next();
  private final List<Budget> budgets = new ArrayList<>();
  private Platform platform;

  @BeforeEach
  void present() {
    platform = new Platform(beans, time);
  }

  @AfterEach
  void removeBudgets() {
    clock.reset();
    budgets.forEach(budget -> platform.change.remove(budget.id(), new Expectation.AnyRevision()));
  }

  @Test
  void aLeaseLastsForSeveralAttemptsButIsOnlyAShareOfWhatIsLeft() {
    Budget budget = make(tokens(scope(), "10000", MONTHLY));

    GrantedLease first = granted(ask(budget, IdKind.LEASE.next(), 10, 10, 20)).leases().getFirst();
    GrantedLease second =
        granted(ask(budget, IdKind.LEASE.next(), 1_000, 1_000, 20)).leases().getFirst();

    assertThat(first.granted()).isEqualByComparingTo("400");
    assertThat(first.need()).isEqualByComparingTo("20");
    assertThat(second.granted())
        .as("one attempt, as it is more than the share")
        .isEqualByComparingTo("2000");
    assertThat(platform.standing(budget, user).granted()).isEqualByComparingTo("2400");
  }

  @Test
  void dollarsAreReckonedAtTheWorstRateThatCanHold() {
    Budget budget = make(dollars(scope(), "1"));

    Granted granted = granted(ask(budget, IdKind.LEASE.next(), 1_000, 100, 1));

    assertThat(granted.leases().getFirst().need())
        .as("at the rates of the priority tier: 4.25 and 17 dollars per million")
        .isEqualByComparingTo("0.00595");
    assertThat(granted.rates()).isNotNull();
  }

  @Test
  void whatIsAskedForAgainIsGrantedOnce() {
    Budget budget = make(tokens(scope(), "1000", MONTHLY));
    String lease = IdKind.LEASE.next();

    Granted first = granted(ask(budget, lease, 10, 10, 2));
    Granted again = granted(ask(budget, lease, 10, 10, 2));

    assertThat(again.leases()).isEqualTo(first.leases());
    assertThat(platform.standing(budget, user).granted()).isEqualByComparingTo("40");
  }

  /** T3: the holder dies after it noted the lease down, before, while or after it asked. */
  @Test
  void aLeaseThatWasClosedFirstIsNeverGranted() {
    Budget budget = make(tokens(scope(), "1000", MONTHLY));
    String lease = IdKind.LEASE.next();

    platform.close(lease, BigDecimal.ZERO);

    assertThat(ask(budget, lease, 10, 10, 1)).isEqualTo(new GrantOutcome.Closed(lease));
    assertThat(platform.standing(budget, user).granted()).isEqualByComparingTo("0");
  }

  /** T3: the holder dies before the answer reaches it. */
  @Test
  void whatAHolderNeverUsedComesBackOnceItIsClosed() {
    Budget budget = make(tokens(scope(), "1000", MONTHLY));
    String lease = IdKind.LEASE.next();
    granted(ask(budget, lease, 10, 10, 3));

    platform.close(lease, BigDecimal.ZERO);
    platform.close(lease, BigDecimal.ZERO);

    assertThat(platform.standing(budget, user).granted()).isEqualByComparingTo("0");
  }

  @Test
  void leasesThatAreClosedTogetherEachGiveBackTheirOwn() {
    Budget first = make(tokens(scope(), "1000", MONTHLY));
    Budget second = make(tokens(scope(), "1000", MONTHLY));
    List<String> leases = Stream.generate(IdKind.LEASE::next).limit(4).toList();
    granted(ask(first, leases.get(0), 10, 10, 3));
    granted(ask(first, leases.get(1), 10, 10, 3));
    granted(ask(second, leases.get(2), 10, 10, 3));

    platform.close(
        Map.of(
            leases.get(0),
            new BigDecimal("15"),
            leases.get(1),
            BigDecimal.ZERO,
            leases.get(2),
            new BigDecimal("20"),
            leases.get(3),
            BigDecimal.ZERO));
    platform.close(Map.of(leases.get(0), BigDecimal.ZERO, leases.get(2), BigDecimal.ZERO));

    assertThat(platform.standing(first, user).granted()).isEqualByComparingTo("15");
    assertThat(platform.standing(second, user).granted()).isEqualByComparingTo("20");
    assertThat(ask(first, leases.get(3), 10, 10, 1))
        .isEqualTo(new GrantOutcome.Closed(leases.get(3)));
  }

  /** T3: the holder dies with attempts under way; they are settled before or after the closing. */
  @Test
  void attemptsOfADeadHolderAreHeldUntilTheirUsageComes() {
    Budget budget = make(tokens(scope(), "1000", MONTHLY));
    Replica replica = new Replica(platform, 10);
    StartedAttempt first = begin(replica, budget, 10, 10);
    StartedAttempt second = begin(replica, budget, 30, 10);
    replica.crash();

    platform.settle(first, 10, 2);
    assertThat(platform.standing(budget, user).granted())
        .as("a slice of 100, less what the first had reserved")
        .isEqualByComparingTo("80");
    platform.closeAll();
    assertThat(platform.standing(budget, user).granted()).isEqualByComparingTo("40");
    platform.settle(second, 30, 10);
    platform.settle(second, 30, 10);

    Standing standing = platform.standing(budget, user);
    assertThat(standing.granted()).isEqualByComparingTo("0");
    assertThat(standing.spent()).isEqualByComparingTo("52");
    assertThat(platform.proof(budget, user).agrees()).isTrue();
  }

  @Test
  void anAttemptThatGoesOnIntoTheNextPeriodBelongsToItsOwn() {
    time.set(Instant.parse("2027-03-04T23:59:50Z"));
    Budget budget = make(tokens(scope(), "1000", DAILY));
    Replica replica = new Replica(platform, 10);
    StartedAttempt attempt = begin(replica, budget, 100, 100);
    GrantedLease lease = granted(ask(budget, IdKind.LEASE.next(), 1, 1, 1)).leases().getFirst();
    assertThat(lease.notAfter())
        .as("no lease outlives its period")
        .isEqualTo("2027-03-05T00:00:00Z");

    time.advance(Duration.ofSeconds(20));
    assertThat(platform.standing(budget, user).granted()).isEqualByComparingTo("0");
    StartedAttempt next = begin(replica, budget, 1, 0);
    platform.settle(attempt, 100, 50);
    platform.settle(next, 1, 0);

    assertThat(platform.standing(budget, user).spent()).isEqualByComparingTo("1");
    assertThat(platform.spent(budget, user)).isEqualByComparingTo("151");
    assertThat(platform.proof(budget, user).agrees()).isTrue();
  }

  @Test
  void aBudgetLoweredBelowWhatIsGrantedGrantsNothingUntilItIsSettled() {
    BudgetDefinition definition = tokens(scope(), "1000", MONTHLY);
    Budget budget = make(definition);
    Replica replica = new Replica(platform, 1);
    StartedAttempt attempt = begin(replica, budget, 300, 300);

    platform.change.change(
        budget.id(), withLimit(definition, "500"), new Expectation.AnyRevision());

    GrantOutcome.Exhausted refused = exhausted(ask(budget, IdKind.LEASE.next(), 1, 0, 1));
    assertThat(refused.passing()).as("what is granted may come back").isTrue();
    assertThat(refused.remaining()).isEqualByComparingTo("0");
    assertThat(platform.standing(budget, user).remaining()).isEqualByComparingTo("0");
    platform.settle(attempt, 300, 0);
    granted(ask(budget, IdKind.LEASE.next(), 100, 100, 1));
  }

  @Test
  void aResetGivesEverythingButWhatIsStillGranted() {
    Budget budget = make(tokens(scope(), "1000", new Period.Total()));
    Replica replica = new Replica(platform, 1);
    StartedAttempt spent = begin(replica, budget, 500, 0);
    platform.settle(spent, 500, 0);
    StartedAttempt before = begin(replica, budget, 300, 0);
    assertThat(platform.standing(budget, user).remaining()).isEqualByComparingTo("200");

    time.advance(Duration.ofSeconds(1));
    budgets.set(0, platform.change.reset(budget.id()));

    assertThat(platform.standing(budget, user).spent()).isEqualByComparingTo("0");
    assertThat(platform.standing(budget, user).remaining()).isEqualByComparingTo("700");
    platform.settle(before, 300, 0);
    assertThat(platform.standing(budget, user).remaining())
        .as("it was spent before the reset")
        .isEqualByComparingTo("1000");
    assertThat(platform.proof(budget, user).agrees()).isTrue();
  }

  @Test
  void aRollingWindowFreesWhatIsOlder() {
    Budget budget = make(tokens(scope(), "100", new Period.Rolling(1)));
    Replica replica = new Replica(platform, 1);
    platform.settle(begin(replica, budget, 60, 0), 60, 0);
    time.advance(Duration.ofMinutes(30));
    platform.settle(begin(replica, budget, 40, 0), 40, 0);

    GrantOutcome.Exhausted refused = exhausted(ask(budget, IdKind.LEASE.next(), 50, 0, 1));
    assertThat(refused.passing()).isFalse();
    assertThat(refused.moreAt()).isBefore(time.now().plus(Duration.ofMinutes(32)));
    time.advance(Duration.ofMinutes(32));

    granted(ask(budget, IdKind.LEASE.next(), 50, 0, 1));
    assertThat(platform.standing(budget, user).spent()).isEqualByComparingTo("40");
    assertThat(platform.proof(budget, user).agrees()).isTrue();
  }

  @Test
  void whatCostsMoreThanWasReservedIsFlaggedAndStopsFurtherGrants() {
    Budget budget = make(tokens(scope(), "100", MONTHLY));
    StartedAttempt attempt = begin(new Replica(platform, 1), budget, 10, 10);

    platform.settle(attempt, 10, 200);

    Standing standing = platform.standing(budget, user);
    assertThat(standing.spent()).isEqualByComparingTo("210");
    assertThat(standing.overrun()).isEqualByComparingTo("190");
    assertThat(standing.granted()).isEqualByComparingTo("0");
    assertThat(exhausted(ask(budget, IdKind.LEASE.next(), 1, 0, 1)).passing()).isFalse();
    assertThat(platform.proof(budget, user).agrees()).isTrue();
  }

  @Test
  void unknownUsageIsTakenAtTheReservedWorstCase() {
    Budget budget = make(dollars(scope(), "1"));
    StartedAttempt attempt = begin(new Replica(platform, 1), budget, 1_000, 100);

    platform.settle(attempt, attempt.ended("gpt-4o", null));

    Standing standing = platform.standing(budget, user);
    assertThat(standing.spent()).isEqualByComparingTo("0.00595");
    assertThat(standing.assumed()).isEqualTo(1);
    assertThat(standing.granted()).isEqualByComparingTo("0");
    assertThat(platform.proof(budget, user).agrees()).isTrue();
  }

  @Test
  void anUnknownPriceIsRefusedOrFlaggedButNeverFree() {
    Budget refusing = make(dollars(scope(), "1"));
    Budget flagging = make(with(dollars(scope(), "1"), new Enforcement.Hard(UnknownPrice.FLAG)));
    Budget counting = make(tokens(scope(), "1000", MONTHLY));

    assertThat(ask("unheard-of", refusing, IdKind.LEASE.next(), 1, 1, 1))
        .isInstanceOf(GrantOutcome.UnknownPrice.class);
    Granted granted = granted(ask("unheard-of", flagging, IdKind.LEASE.next(), 1, 1, 1));
    assertThat(granted.leases()).isEmpty();
    assertThat(granted.flagged()).containsExactly(flagging.id());
    assertThat(granted(ask("unheard-of", counting, IdKind.LEASE.next(), 1, 1, 1)).leases())
        .hasSize(1);

    StartedAttempt attempt = StartedAttempt.of(user, user, "key", 1, 1, time.now(), List.of());
    platform.settle(
        attempt,
        attempt.ended(
            "unheard-of", ReportedUsage.of(Usage.disjoint(Map.of(Bucket.INPUT_UNCACHED, 7L)))));
    assertThat(platform.standing(flagging, user).unpriced()).isEqualTo(1);
    assertThat(platform.standing(flagging, user).spent()).isEqualByComparingTo("0");
    assertThat(platform.standing(counting, user).spent()).isEqualByComparingTo("7");
    assertThat(platform.standing(counting, user).unreserved()).isEqualTo(1);
  }

  @Test
  void everyBudgetHasToHoldOrNoneGrants() {
    Budget large = make(tokens(scope(), "1000", MONTHLY));
    Budget small = make(tokens(scope(), "10", MONTHLY));

    GrantOutcome outcome =
        platform.grant.grant(
            new LeaseRequest(
                null,
                "openai",
                "gpt-4o",
                true,
                10,
                10,
                1,
                List.of(
                    new Wanted(IdKind.LEASE.next(), large.id(), ScopeKind.USER, user),
                    new Wanted(IdKind.LEASE.next(), small.id(), ScopeKind.USER, user))));

    assertThat(exhausted(outcome).budget().id()).isEqualTo(small.id());
    assertThat(platform.standing(large, user).granted()).isEqualByComparingTo("0");
  }

  @Test
  void budgetsThatAreGoneOrSoftOrOfOthersNeedNoLease() {
    Budget gone = platform.change.create(tokens(scope(), "1", MONTHLY));
    platform.change.remove(gone.id(), new Expectation.AnyRevision());
    Budget soft = make(with(tokens(scope(), "1", MONTHLY), new Enforcement.Soft()));
    Budget others = make(tokens(new Scope(ScopeKind.USER, "somebody else"), "1", MONTHLY));

    for (Budget budget : List.of(gone, soft, others)) {
      Granted granted = granted(ask(budget, IdKind.LEASE.next(), 10, 10, 1));
      assertThat(granted.leases()).isEmpty();
      assertThat(granted.needless()).containsExactly(budget.id());
    }
  }

  @Test
  void theDatabasesClockDecidesAndNotTheReplicas() {
    clock.advance(Duration.ofDays(400));
    GrantLeases real = beans.getBean(GrantLeases.class);
    Budget budget = make(tokens(scope(), "1000", DAILY));

    GrantedLease lease =
        granted(
                real.grant(
                    new LeaseRequest(
                        null,
                        "openai",
                        "gpt-4o",
                        true,
                        1,
                        1,
                        1,
                        List.of(
                            new Wanted(IdKind.LEASE.next(), budget.id(), ScopeKind.USER, user)))))
            .leases()
            .getFirst();

    assertThat(lease.notAfter()).isBefore(Instant.now().plus(Duration.ofDays(2)));
  }

  @Test
  void thresholdsAreToldOncePerPeriodAndExhaustionToo() {
    Budget budget =
        make(
            with(
                tokens(scope(), "100", DAILY),
                new AlertRules(
                    List.of(BigDecimal.valueOf(50)),
                    List.of(BigDecimal.valueOf(90)),
                    List.of(),
                    List.of())));
    Replica replica = new Replica(platform, 1);
    platform.settle(begin(replica, budget, 55, 0), 55, 0);
    platform.settle(begin(replica, budget, 5, 0), 5, 0);
    platform.settle(begin(replica, budget, 35, 0), 35, 0);
    for (int number = 0; number < 3; number++) {
      exhausted(ask(budget, IdKind.LEASE.next(), 50, 0, 1));
    }

    recorded.awaitEvent(Topics.COSTS, event -> tells(event, budget, "exhausted"));
    assertThat(alertsOf(budget)).containsExactly("percent:50", "absolute:90", "exhausted");
  }

  private List<String> alertsOf(Budget budget) {
    return recorded.all(Topics.COSTS).stream()
        .filter(event -> tells(event, budget, null))
        .map(event -> event.data().path("threshold").asString())
        .toList();
  }

  private static boolean tells(Event event, Budget budget, @Nullable String threshold) {
    return event.type().equals("signalbox.budget.alerted.v1")
        && event.data().path("budget_id").asString().equals(budget.id())
        && (threshold == null || event.data().path("threshold").asString().equals(threshold));
  }

  private StartedAttempt begin(Replica replica, Budget budget, long input, long output) {
    Optional<StartedAttempt> attempt =
        replica.begin(List.of(new Claim(budget, user)), user, user, "key", input, output);
    assertThat(attempt).isPresent();
    return attempt.orElseThrow();
  }

  private Scope scope() {
    return new Scope(ScopeKind.USER, user);
  }

  private Budget make(BudgetDefinition definition) {
    Budget budget = platform.change.create(definition);
    budgets.add(budget);
    return budget;
  }

  private GrantOutcome ask(Budget budget, String lease, long input, long output, int attempts) {
    return ask("gpt-4o", budget, lease, input, output, attempts);
  }

  private GrantOutcome ask(
      String model, Budget budget, String lease, long input, long output, int attempts) {
    return platform.grant.grant(
        new LeaseRequest(
            null,
            "openai",
            model,
            true,
            input,
            output,
            attempts,
            List.of(new Wanted(lease, budget.id(), ScopeKind.USER, user))));
  }

  private static Granted granted(GrantOutcome outcome) {
    assertThat(outcome).isInstanceOf(Granted.class);
    return (Granted) outcome;
  }

  private static GrantOutcome.Exhausted exhausted(GrantOutcome outcome) {
    assertThat(outcome).isInstanceOf(GrantOutcome.Exhausted.class);
    return (GrantOutcome.Exhausted) outcome;
  }
}
