package dev.signalbox.cost.lease;

import static dev.signalbox.cost.budget.BudgetFixtures.dollars;
import static dev.signalbox.cost.budget.BudgetFixtures.tokens;
import static dev.signalbox.cost.budget.BudgetFixtures.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.budget.AlertRules;
import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.budget.BudgetDefinition;
import dev.signalbox.cost.budget.Enforcement;
import dev.signalbox.cost.budget.Expectation;
import dev.signalbox.cost.budget.MovableTime;
import dev.signalbox.cost.budget.Period;
import dev.signalbox.cost.budget.Scope;
import dev.signalbox.cost.budget.ScopeKind;
import dev.signalbox.cost.lease.Replica.Claim;
import dev.signalbox.cost.ledger.ToldAttempt;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Topics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.RecordedEvents;
import dev.signalbox.kit.testing.ServiceIntegrationTest;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Attempts that are settled together leave behind what they leave behind one after another. */
@ServiceIntegrationTest
class BatchesIntegrationTests {

  private static final Duration SLOT = Duration.ofMinutes(1);

  @Autowired ApplicationContext beans;
  @Autowired JdbcClient database;
  @Autowired RecordedEvents recorded;

  private final MovableTime time = new MovableTime(Instant.now().truncatedTo(ChronoUnit.MICROS));
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

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void togetherIsAsOneByOne(long seed) {
    World alone = world("a");
    World together = world("b");
    List<ToldAttempt> batch = new ArrayList<>();
    Random random = new Random(seed);
    for (int number = 0; number < 60; number++) {
      // Four at a time under one lease, over several hours.
      time.advance(Duration.ofSeconds(random.nextInt(number % 4 == 0 ? 1_600 : 10)));
      WorldAttempt attempt = WorldAttempt.any(random, number, time.now());
      platform.settle(List.of(alone.ended(attempt)));
      ToldAttempt told = together.ended(attempt);
      batch.add(told);
      if (random.nextInt(5) == 0) {
        batch.add(told);
        batch.add(WorldAttempt.toldAgain(told));
      }
      if (random.nextInt(25) == 0) {
        settleShuffled(batch, random);
      }
    }
    settleShuffled(batch, random);
    alone.giveBack();
    together.giveBack();
    platform.closeAll();

    assertThat(together.state()).isEqualTo(alone.state());
    assertThat(together.state()).anyMatch(row -> row.startsWith("alert"));
    for (World world : List.of(alone, together)) {
      assertThat(platform.granted(world.hard(), world.user())).isEqualByComparingTo("0");
      assertThat(platform.proof(world.hard(), world.user()).agrees()).isTrue();
    }
  }

  @Test
  void batchesThatOverlapNeitherWaitInACircleNorCountTwice() throws Exception {
    World world = world("c");
    Random random = new Random(7);
    List<ToldAttempt> all = new ArrayList<>();
    for (int number = 0; number < 80; number++) {
      time.advance(Duration.ofSeconds(random.nextInt(30)));
      all.add(world.ended(WorldAttempt.any(random, number, time.now())));
    }
    List<Callable<Void>> consumers = new ArrayList<>();
    for (int consumer = 0; consumer < 16; consumer++) {
      List<ToldAttempt> some = new ArrayList<>(all);
      Collections.shuffle(some, random);
      some.subList(40, 80).replaceAll(WorldAttempt::toldAgain);
      List<ToldAttempt> batch = List.copyOf(some.subList(10, 70));
      consumers.add(
          () -> {
            platform.settle(batch);
            return null;
          });
    }

    try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
      for (Future<Void> consumer : threads.invokeAll(consumers)) {
        consumer.get();
      }
    }
    platform.settle(all);
    world.giveBack();
    platform.closeAll();

    assertThat(world.entries()).isEqualTo(80);
    assertThat(platform.granted(world.hard(), world.user())).isEqualByComparingTo("0");
    assertThat(platform.standing(world.hard(), world.user()).attempts()).isEqualTo(80);
    assertThat(platform.proof(world.hard(), world.user()).agrees()).isTrue();
  }

  @Test
  void aRollingWindowOfTheBatchDoesNotReachOverItsLength() {
    Budget budget = rolling("100");
    String team = budget.definition().scope().value();
    List<ToldAttempt> batch = new ArrayList<>();
    batch.add(attempt(team, 60));
    time.advance(Duration.ofHours(1).plus(SLOT).plus(SLOT));
    batch.add(attempt(team, 60));

    platform.settle(batch);

    assertThat(alerts(budget)).as("never more than 60 within an hour").isEmpty();
  }

  @Test
  void aThresholdThatTheBatchReachesAndLeavesAgainIsToldOf() {
    Budget budget = rolling("100");
    String team = budget.definition().scope().value();
    List<ToldAttempt> batch = new ArrayList<>();
    batch.add(attempt(team, 60));
    time.advance(Duration.ofMinutes(30));
    batch.add(attempt(team, 50));
    time.advance(Duration.ofHours(3));
    batch.add(attempt(team, 10));
    Collections.reverse(batch);

    platform.settle(batch);

    assertThat(alerts(budget)).containsExactly("percent:100");
    Event alert =
        recorded.awaitEvent(
            Topics.COSTS,
            event ->
                event.type().equals("signalbox.budget.alerted.v1")
                    && event.subject().equals("budget/" + budget.id()));
    assertThat(alert.data().path("spent").asLong()).isEqualTo(110);
  }

  private void settleShuffled(List<ToldAttempt> batch, Random random) {
    Collections.shuffle(batch, random);
    platform.settle(List.copyOf(batch));
    batch.clear();
  }

  /** A hard budget, a rolling one, and one for each tag, that nothing else belongs to. */
  private World world(String letter) {
    String name = letter + '-' + IdKind.REQUEST.next();
    Budget hard = make(tokens(new Scope(ScopeKind.USER, name), "100000000", new Period.Total()));
    Budget rolling =
        make(
            with(
                with(
                    tokens(new Scope(ScopeKind.TEAM, name), "100000", new Period.Rolling(1)),
                    new Enforcement.Soft()),
                alerts(List.of("20", "50", "80", "100", "150"))));
    Budget ofTag =
        make(
            with(
                with(dollars(new Scope(ScopeKind.TAG, name + "-tag"), "1"), new Enforcement.Soft()),
                alerts(List.of("10", "50"))));
    return new World(
        name,
        List.of(hard, rolling, ofTag),
        new Replica(platform, 4),
        new Claim(hard, name),
        database);
  }

  private Budget rolling(String limit) {
    Scope scope = new Scope(ScopeKind.TEAM, "team-" + IdKind.REQUEST.next());
    return make(
        with(
            with(tokens(scope, limit, new Period.Rolling(1)), new Enforcement.Soft()),
            alerts(List.of("100"))));
  }

  private Budget make(BudgetDefinition definition) {
    Budget budget = platform.change.create(definition);
    budgets.add(budget);
    return budget;
  }

  private ToldAttempt attempt(String team, long tokens) {
    StartedAttempt started =
        StartedAttempt.of(team, "nobody", "key", tokens, 0, time.now(), List.of());
    return new ToldAttempt(started.event(), started.ended(tokens, 0));
  }

  private List<String> alerts(Budget budget) {
    return database
        .sql("SELECT threshold FROM budget_alerts WHERE budget_id = ?")
        .param(budget.id())
        .query(String.class)
        .list();
  }

  private static AlertRules alerts(List<String> percents) {
    return new AlertRules(
        percents.stream().map(BigDecimal::new).toList(), List.of(), List.of(), List.of());
  }
}
