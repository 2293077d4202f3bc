package dev.signalbox.cost.lease;

import static dev.signalbox.cost.budget.BudgetFixtures.DAILY;
import static dev.signalbox.cost.budget.BudgetFixtures.dollars;
import static dev.signalbox.cost.budget.BudgetFixtures.tokens;
import static dev.signalbox.cost.budget.BudgetFixtures.withLimit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.budget.Expectation;
import dev.signalbox.cost.budget.MovableTime;
import dev.signalbox.cost.budget.Period;
import dev.signalbox.cost.budget.Proof;
import dev.signalbox.cost.budget.Scope;
import dev.signalbox.cost.budget.ScopeKind;
import dev.signalbox.cost.budget.Standing;
import dev.signalbox.cost.budget.Unit;
import dev.signalbox.cost.lease.Replica.Claim;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/**
 * Whatever replicas, their crashes, the time and administrators do in whatever order: only a grant
 * raises what is spent and granted, and never beyond the limit; and once all is settled, what is
 * spent is what the ledger says and nothing is granted. At full with {@code
 * -Dsignalbox.soak.seconds=60}.
 */
@ServiceIntegrationTest
class LeasePropertiesIntegrationTests {

  private static final Duration LENGTH =
      Duration.ofSeconds(Long.getLong("signalbox.soak.seconds", 3));
  private static final int STEPS = 80;

  @Autowired ApplicationContext beans;

  @Test
  void noInterleavingOverrunsABudgetOrLosesAnything() {
    long until = System.nanoTime() + LENGTH.toNanos();
    long seed = 0;
    do {
      Story story = new Story(++seed);
      assertThatCode(story::tell).as("story %d", seed).doesNotThrowAnyException();
    } while (System.nanoTime() < until);
  }

  private final class Story {

    private final Random random;
    private final MovableTime time = new MovableTime(Instant.now().truncatedTo(ChronoUnit.MICROS));
    private final Platform platform = new Platform(beans, time);
    private final String user = "user-" + IdKind.REQUEST.next();
    private final List<String> keys = List.of(IdKind.KEY.next(), IdKind.KEY.next());
    private final List<Budget> budgets = new ArrayList<>();
    private final List<Replica> replicas =
        Stream.generate(() -> new Replica(platform, 4)).limit(3).toList();
    private final List<StartedAttempt> running = new ArrayList<>();
    private final List<Runnable> told = new ArrayList<>();
    private final Map<String, BigDecimal> expected = new HashMap<>();
    private int begun;
    private int refused;

    Story(long seed) {
      random = new Random(seed);
      budgets.add(platform.change.create(tokens(new Scope(ScopeKind.USER, user), "40000", DAILY)));
      budgets.add(platform.change.create(dollars(new Scope(ScopeKind.KEY, Scope.EACH), "0.15")));
      budgets.add(
          platform.change.create(
              tokens(new Scope(ScopeKind.TEAM, user), "60000", new Period.Rolling(24))));
    }

    void tell() {
      try {
        for (int step = 0; step < STEPS; step++) {
          step();
        }
        assertThat(begun).as("attempts").isPositive();
        settleEverything();
        check();
      } finally {
        budgets.forEach(
            budget -> platform.change.remove(budget.id(), new Expectation.AnyRevision()));
      }
    }

    private void step() {
      Map<String, BigDecimal> before = totals();
      int choice = random.nextInt(100);
      if (choice < 50) {
        begin();
        return;
      }
      if (choice < 72) {
        settleOne();
      } else if (choice < 76) {
        replicas.get(random.nextInt(replicas.size())).giveBack();
      } else if (choice < 80) {
        replicas.get(random.nextInt(replicas.size())).crash();
      } else if (choice < 84) {
        replicas.forEach(Replica::giveBack);
        platform.closeAll();
      } else if (choice < 88) {
        reset();
      } else if (choice < 93) {
        changeLimit();
      } else if (choice < 96) {
        if (!told.isEmpty()) {
          told.get(random.nextInt(told.size())).run();
        }
      } else {
        time.advance(Duration.ofMinutes(random.nextInt(1_000)));
      }
      totals()
          .forEach(
              (counter, total) ->
                  assertThat(total)
                      .as("only a grant raises %s", counter)
                      .isLessThanOrEqualTo(before.getOrDefault(counter, BigDecimal.ZERO)));
    }

    private void begin() {
      String key = keys.get(random.nextInt(keys.size()));
      List<Claim> claims = claims(key);
      Map<String, BigDecimal> before = totals();
      Optional<StartedAttempt> attempt =
          replicas
              .get(random.nextInt(replicas.size()))
              .begin(claims, user, user, key, 1 + random.nextInt(2_000), random.nextInt(2_000));
      attempt.ifPresentOrElse(
          started -> {
            begun++;
            running.add(started);
          },
          () -> refused++);
      Map<String, BigDecimal> after = totals();
      for (Claim claim : claims(key)) {
        String counter = name(claim);
        if (Objects.requireNonNull(after.get(counter)).compareTo(before.get(counter)) > 0) {
          assertThat(attempt).as("a refusal grants nothing").isPresent();
          Standing standing = platform.standing(claim.budget(), claim.value());
          assertThat(standing.spent().add(standing.granted()))
              .as("a grant of %s", standing)
              .isLessThanOrEqualTo(standing.limit());
        }
      }
    }

    private void settleOne() {
      if (running.isEmpty()) {
        return;
      }
      StartedAttempt attempt = running.remove(random.nextInt(running.size()));
      long input = random.nextLong(attempt.inputTokens() + 1);
      long output = attempt.outputTokens() == 0 ? 0 : random.nextLong(attempt.outputTokens() + 1);
      Runnable telling = () -> platform.settle(attempt, input, output);
      telling.run();
      told.add(telling);
      for (Claim claim : claims(attempt.key())) {
        expected.merge(name(claim), cost(claim, input, output), BigDecimal::add);
      }
    }

    private void reset() {
      Budget budget = budgets.get(random.nextInt(budgets.size()));
      time.advance(Duration.ofNanos(1_000));
      platform.change.reset(budget.id());
      if (random.nextBoolean()) {
        replicas.forEach(replica -> replica.giveBack(budget));
      }
    }

    private void changeLimit() {
      int index = random.nextInt(budgets.size());
      Budget budget = budgets.get(index);
      String limit =
          budget.definition().unit() == Unit.USD
              ? "0." + (1 + random.nextInt(9))
              : Integer.toString(10_000 * (1 + random.nextInt(9)));
      Budget changed =
          platform.change.change(
              budget.id(), withLimit(budget.definition(), limit), new Expectation.AnyRevision());
      budgets.set(index, changed);
      replicas.forEach(replica -> replica.giveBack(budget));
    }

    private void settleEverything() {
      while (!running.isEmpty()) {
        settleOne();
      }
      platform.closeAll();
      told.forEach(Runnable::run);
    }

    private void check() {
      for (String key : keys) {
        for (Claim claim : claims(key)) {
          assertThat(platform.granted(claim.budget(), claim.value())).isEqualByComparingTo("0");
          assertThat(platform.spent(claim.budget(), claim.value()))
              .isEqualByComparingTo(expected.getOrDefault(name(claim), BigDecimal.ZERO));
          Proof proof = platform.proof(claim.budget(), claim.value());
          assertThat(proof.agrees()).as("%s", proof).isTrue();
        }
      }
    }

    private List<Claim> claims(String key) {
      return List.of(
          new Claim(budgets.get(0), user),
          new Claim(budgets.get(1), key),
          new Claim(budgets.get(2), user));
    }

    private static String name(Claim claim) {
      return claim.budget().id() + ' ' + claim.value();
    }

    private Map<String, BigDecimal> totals() {
      Map<String, BigDecimal> totals = new HashMap<>();
      List<Claim> all = keys.stream().flatMap(key -> claims(key).stream()).distinct().toList();
      all.forEach(claim -> totals.put(name(claim), BigDecimal.ZERO));
      totals.putAll(platform.totals(all));
      return totals;
    }

    private static BigDecimal cost(Claim claim, long input, long output) {
      return claim.budget().definition().unit() == Unit.TOKENS
          ? BigDecimal.valueOf(input + output)
          : BigDecimal.valueOf(input * 25 + output * 100).movePointLeft(7);
    }
  }
}
