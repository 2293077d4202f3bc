package dev.signalbox.streaming.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.kit.context.Deadline;
import dev.signalbox.streaming.StreamingServiceTest;
import dev.signalbox.streaming.meter.Origin;
import dev.signalbox.streaming.meter.Reservation;
import dev.signalbox.streaming.meter.Reserved;
import dev.signalbox.streaming.meter.SliceRecords;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Several replicas in one process, and a lessor that has a hundred tokens to give. */
class ReplicasIntegrationTests extends StreamingServiceTest {

  private static final Origin ORIGIN =
      new Origin("req_1", null, null, null, null, "key_1", "ada", null, List.of());
  private static final Demand DEMAND = new Demand(null, "openai", "gpt-4", true, 1, 1);

  @Autowired SliceRecords records;
  @Autowired JdbcClient database;

  @Test
  void fiveHundredRequestsReserveNoMoreThanWasLeased() throws Exception {
    Hundred lessor = new Hundred();
    List<ReserveBudgets> replicas = IntStream.range(0, 3).mapToObj(_ -> replica(lessor)).toList();
    Map<String, BigDecimal> reserved = new ConcurrentHashMap<>();
    int refused = 0;

    try (ExecutorService requests = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<Boolean>> all =
          IntStream.range(0, 500)
              .mapToObj(
                  number -> requests.submit(() -> reserves(replicas.get(number % 3), reserved)))
              .toList();
      for (Future<Boolean> each : all) {
        refused += each.get() ? 0 : 1;
      }
    }

    assertThat(500 - refused).as("attempts of 2 tokens").isLessThanOrEqualTo(50).isGreaterThan(20);
    reserved.forEach(
        (lease, amount) -> assertThat(amount).isLessThanOrEqualTo(lessor.granted.get(lease)));
    assertThat(lessor.left).isNotNegative();
  }

  @Test
  void whoNoBudgetAppliesToTouchesNeitherTheDatabaseNorCostService() {
    Origin bob = new Origin("req_2", null, null, null, null, "key_2", "bob", null, List.of());
    ReserveBudgets replica = replica(new Unasked());
    long before = slices();

    for (int number = 0; number < 10; number++) {
      Reserved reserved =
          replica.reserve(DEMAND, bob, Deadline.in(Duration.ofSeconds(30), Clock.systemUTC()));
      replica.begun(reserved);
      assertThat(reserved).isSameAs(Reserved.NOTHING);
    }

    assertThat(slices()).isEqualTo(before);
  }

  private long slices() {
    return database.sql("SELECT count(*) FROM budget_slice").query(Long.class).single();
  }

  private static boolean reserves(ReserveBudgets replica, Map<String, BigDecimal> reserved) {
    try {
      Reserved all =
          replica.reserve(DEMAND, ORIGIN, Deadline.in(Duration.ofSeconds(30), Clock.systemUTC()));
      for (Reservation reservation : all.reservations()) {
        reserved.merge(reservation.leaseId(), reservation.amount(), BigDecimal::add);
      }
      replica.begun(all);
      return true;
    } catch (OverBudgetException e) {
      return false;
    }
  }

  private ReserveBudgets replica(Lessor lessor) {
    BudgetProperties properties =
        new BudgetProperties(
            Duration.ofSeconds(5),
            Duration.ofSeconds(5),
            20,
            Duration.ofSeconds(60),
            Duration.ofSeconds(15),
            100,
            1_000,
            1_000);
    KnownBudgets budgets = new KnownBudgets();
    budgets.apply(
        Map.of("b", new Budget("b", 1, ScopeKind.USER, "ada", Set.of("ada"), Unit.TOKENS)));
    HeldSlices held = new HeldSlices(properties.maxSlices());
    KnownRates rates = new KnownRates();
    return new ReserveBudgets(
        budgets,
        new LearnBudgets(budgets, lessor),
        rates,
        held,
        new AskForSlices(held, rates, records, lessor, properties),
        properties,
        Clock.systemUTC());
  }

  /** Not to be asked. */
  private static final class Unasked implements Lessor {

    @Override
    public Answer lease(Question question, Duration within) {
      throw new AssertionError("nothing is needed");
    }

    @Override
    public Optional<List<Budget>> budgets(Duration within) {
      throw new AssertionError("they are known");
    }
  }

  /** Grants until there is nothing left. */
  private static final class Hundred implements Lessor {

    private final Map<String, BigDecimal> granted = new ConcurrentHashMap<>();
    private long left = 100;

    @Override
    public Optional<List<Budget>> budgets(Duration within) {
      throw new AssertionError("they are known");
    }

    @Override
    public synchronized Answer lease(Question question, Duration within) {
      Demand demand = question.demand();
      long need = demand.inputTokens() + demand.outputTokens();
      if (left < need) {
        return new Answer.Refused(
            429,
            "budget_exhausted",
            "Nothing is left.",
            "b",
            "ada",
            BigDecimal.valueOf(left),
            false,
            Duration.ofSeconds(1));
      }
      long amount = Math.max(need, Math.min(need * question.attempts(), left / 10));
      left -= amount;
      Wanted wanted = question.wanted().getFirst();
      granted.put(wanted.leaseId(), BigDecimal.valueOf(amount));
      return new Answer.Granted(
          List.of(
              new Lease(
                  wanted.leaseId(),
                  "b",
                  "ada",
                  1,
                  BigDecimal.valueOf(amount),
                  BigDecimal.valueOf(need),
                  Instant.EPOCH,
                  Instant.now().plusSeconds(60))),
          List.of(),
          null);
    }
  }
}
