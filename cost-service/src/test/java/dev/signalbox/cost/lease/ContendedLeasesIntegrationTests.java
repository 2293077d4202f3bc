package dev.signalbox.cost.lease;

import static dev.signalbox.cost.budget.BudgetFixtures.MONTHLY;
import static dev.signalbox.cost.budget.BudgetFixtures.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.budget.BudgetProblem;
import dev.signalbox.cost.budget.ChangeBudgets;
import dev.signalbox.cost.budget.DatabaseTime;
import dev.signalbox.cost.budget.Expectation;
import dev.signalbox.cost.budget.Scope;
import dev.signalbox.cost.budget.ScopeKind;
import dev.signalbox.cost.budget.Standing;
import dev.signalbox.cost.lease.LeaseRequest.Wanted;
import dev.signalbox.cost.lease.Replica.Claim;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import dev.signalbox.kit.testing.TestInfrastructure;
import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

@ServiceIntegrationTest
class ContendedLeasesIntegrationTests {

  @Autowired ApplicationContext beans;
  @Autowired DatabaseTime time;

  private final String user = "user-" + IdKind.REQUEST.next();
  private final List<Budget> budgets = new ArrayList<>();
  private Platform platform;

  @BeforeEach
  void present() {
    platform = new Platform(beans, time);
  }

  @AfterEach
  void removeBudgets() {
    budgets.forEach(budget -> platform.change.remove(budget.id(), new Expectation.AnyRevision()));
  }

  /** T1: 500 requests at once, three replicas, cancellations at random, and each costs up to 10. */
  @Test
  void fiveHundredRequestsDoNotOverrunABudgetOfAHundred() throws Exception {
    Budget budget = budget("100");
    Claim claim = new Claim(budget, user);
    List<Replica> replicas = IntStream.range(0, 3).mapToObj(_ -> new Replica(platform, 3)).toList();
    AtomicInteger begun = new AtomicInteger();
    AtomicInteger spent = new AtomicInteger();
    Callable<Void> request =
        () -> {
          ThreadLocalRandom random = ThreadLocalRandom.current();
          Optional<StartedAttempt> attempt =
              replicas.get(random.nextInt(3)).begin(List.of(claim), user, user, "key", 4, 6);
          if (attempt.isPresent()) {
            begun.incrementAndGet();
            int output = random.nextInt(7);
            platform.settle(attempt.get(), 4, output);
            spent.addAndGet(4 + output);
          }
          assertThat(platform.total(budget, user)).isLessThanOrEqualTo(budget.definition().limit());
          return null;
        };

    try (ExecutorService threads = Executors.newFixedThreadPool(16)) {
      for (Future<Void> each : threads.invokeAll(Collections.nCopies(500, request))) {
        each.get();
      }
    }
    replicas.forEach(Replica::giveBack);
    platform.closeAll();

    assertThat(begun.get())
        .as("attempts of at most 10 that fit into 100")
        .isGreaterThanOrEqualTo(10);
    Standing standing = platform.standing(budget, user);
    assertThat(standing.granted()).isEqualByComparingTo("0");
    assertThat(standing.spent()).isEqualByComparingTo(BigDecimal.valueOf(spent.get()));
    assertThat(standing.spent()).isLessThanOrEqualTo(standing.limit());
    assertThat(standing.limit().subtract(standing.spent()))
        .as("nothing is left that another attempt would have fitted into")
        .isLessThan(BigDecimal.TEN);
    assertThat(platform.proof(budget, user).agrees()).isTrue();
  }

  /** T10: somebody holds the counter of one budget for as long as it pleases. */
  @Test
  void aCounterThatIsLockedHoldsUpNobodyElse() throws SQLException {
    Budget locked = budget("1000");
    Budget free = budget("1000");
    Replica replica = new Replica(platform, 100);
    Claim stuck = new Claim(locked, user);
    assertThat(replica.begin(List.of(stuck), user, user, "key", 1, 1)).isPresent();
    try (Connection connection =
            TestInfrastructure.database()
                .connect("cost", TestInfrastructure.database().createService("cost"));
        Statement lock = connection.createStatement()) {
      connection.setAutoCommit(false);
      lock.execute(
          "SELECT * FROM budget_counters WHERE budget_id = '" + locked.id() + "' FOR UPDATE");

      GrantOutcome outcome = platform.grant.grant(request(locked));

      assertThat(outcome).isEqualTo(new GrantOutcome.Busy());
      assertThat(platform.grant.grant(request(free))).isInstanceOf(GrantOutcome.Granted.class);
      assertThat(replica.begin(List.of(stuck), user, user, "key", 1, 1))
          .as("what is leased already goes on")
          .isPresent();
      connection.rollback();
    }
    assertThat(platform.grant.grant(request(locked))).isInstanceOf(GrantOutcome.Granted.class);
  }

  @Test
  void aChangeThatWaitsInVainChangesNothing() throws SQLException {
    try (Connection connection =
            TestInfrastructure.database()
                .connect("cost", TestInfrastructure.database().createService("cost"));
        Statement reckoning = connection.createStatement()) {
      connection.setAutoCommit(false);
      reckoning.execute("SELECT pg_advisory_xact_lock_shared(7413004221902)");

      assertThatExceptionOfType(ProblemException.class)
          .isThrownBy(
              () ->
                  beans
                      .getBean(ChangeBudgets.class)
                      .create(tokens(new Scope(ScopeKind.USER, user), "1", MONTHLY)))
          .satisfies(problem -> assertThat(problem.code()).isEqualTo(BudgetProblem.BUDGET_BUSY));
      connection.rollback();
    }
  }

  @Test
  void grantsOfManyBudgetsDoNotWaitForEachOtherInACircle() throws Exception {
    List<Claim> claims =
        IntStream.range(0, 4).mapToObj(_ -> new Claim(budget("1000000"), user)).toList();
    List<Callable<Boolean>> requests = new ArrayList<>();
    for (int number = 0; number < 60; number++) {
      List<Claim> shuffled = new ArrayList<>(claims);
      Collections.shuffle(shuffled);
      Replica replica = new Replica(platform, 1);
      requests.add(
          () -> {
            Optional<StartedAttempt> attempt = replica.begin(shuffled, user, user, "key", 10, 10);
            attempt.ifPresent(started -> platform.settle(started, 10, 5));
            replica.giveBack();
            return attempt.isPresent();
          });
    }

    int begun = 0;
    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Boolean> each : threads.invokeAll(requests)) {
        begun += each.get() ? 1 : 0;
      }
    }

    for (Claim claim : claims) {
      assertThat(platform.granted(claim.budget(), user)).isEqualByComparingTo("0");
      assertThat(platform.spent(claim.budget(), user))
          .isEqualByComparingTo(BigDecimal.valueOf(15L * begun));
    }
    assertThat(begun).isGreaterThan(30);
  }

  private Budget budget(String limit) {
    Budget budget = platform.change.create(tokens(new Scope(ScopeKind.USER, user), limit, MONTHLY));
    budgets.add(budget);
    return budget;
  }

  private LeaseRequest request(Budget budget) {
    return new LeaseRequest(
        null,
        "openai",
        "gpt-4o",
        true,
        1,
        1,
        1,
        List.of(new Wanted(IdKind.LEASE.next(), budget.id(), ScopeKind.USER, user)));
  }
}
