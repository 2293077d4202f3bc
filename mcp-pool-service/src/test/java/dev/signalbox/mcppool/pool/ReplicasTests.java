package dev.signalbox.mcppool.pool;

import static dev.signalbox.mcppool.pool.PoolFixture.ANYBODY;
import static dev.signalbox.mcppool.pool.PoolFixture.MAX_IDLE;
import static dev.signalbox.mcppool.pool.PoolFixture.answered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcppool.connection.ScriptedServer;
import dev.signalbox.mcppool.connection.ServerState;
import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.Sharing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A server of several replicas. */
class ReplicasTests {
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch answers = new CountDownLatch(1);
  private final Map<Integer, AtomicInteger> calls = new ConcurrentHashMap<>();
  private final AtomicReference<ScriptedServer> server = new AtomicReference<>();

  @AfterEach
  void stop() {
    answers.countDown();
    callers.shutdownNow();
  }

  @Test
  void theFirstCallConnectsToEachAndTheMaximumIsOfEach() {
    try (PoolFixture fixture = shared(0, 2, ReplicasTests::number, 1, 1, 1)) {
      assertThat(fixture.value(ANYBODY)).isPositive();

      await().until(() -> ready(fixture) == 3);
      assertThat(fixture.pool.health().max()).isEqualTo(6);
      assertThat(IntStream.rangeClosed(1, 3).map(fixture.server::replicaOf))
          .containsExactlyInAnyOrder(1, 2, 3);
    }
  }

  @Test
  void callsInFlightAreSpreadByWeight() {
    try (PoolFixture fixture = warm(shared(1, 1, this::held, 3, 1), 2)) {
      call(fixture, 80);

      await().until(() -> calls(fixture, 1) + calls(fixture, 2) == 80);
      assertThat(calls(fixture, 1)).isBetween(50, 70);
    }
  }

  @Test
  void whatIsDrainedGetsNoNewCallsEndsThoseItHasAndIsDisconnected() {
    try (PoolFixture fixture = warm(shared(1, 1, this::held, 1, 1), 2)) {
      call(fixture, 20);
      await().until(() -> calls(fixture, 1) + calls(fixture, 2) == 20);
      int before = calls(fixture, 1);
      fixture.pool.drain(Set.of(1));
      call(fixture, 20);
      await().until(() -> calls(fixture, 2) == 40 - before);
      fixture.pool.tend();

      assertThat(calls(fixture, 1)).isEqualTo(before);
      assertThat(fixture.server.closed()).isZero();
      answers.countDown();
      await().until(() -> !fixture.pool.isInUse());
      fixture.pool.tend();
      assertThat(fixture.server.closed()).isEqualTo(1);
      assertThat(fixture.pool.health().verdict()).isEqualTo(PoolHealth.Verdict.HEALTHY);

      fixture.pool.drain(Set.of());
      fixture.pool.tend();
      await().until(() -> ready(fixture) == 2);
    }
  }

  @Test
  void afterALostCallTheOtherReplicaIsPreferred() {
    try (PoolFixture fixture = warm(shared(1, 1, this::lostByTheFirst, 1, 1), 2)) {
      long lost =
          IntStream.range(0, 50)
              .mapToObj(i -> fixture.call())
              .filter(outcome -> outcome instanceof PoolOutcome.Used(RpcOutcome.Lost unused))
              .count();

      assertThat(lost).isEqualTo(1);
    }
  }

  @Test
  void aReplicaIsJudgedByTheCallsOfAllItsConnections() {
    try (PoolFixture fixture = warm(shared(2, 2, this::lostByTheFirst, 1, 1), 4)) {
      await()
          .until(
              () -> {
                PoolOutcome unused = fixture.call();
                return fixture.pool.health().members().stream()
                        .filter(member -> member.breaker() == PoolHealth.BreakerState.OPEN)
                        .count()
                    == 2;
              });

      assertThat(fixture.pool.health().members())
          .filteredOn(member -> member.breaker() == PoolHealth.BreakerState.OPEN)
          .extracting(PoolHealth.MemberHealth::replica)
          .containsOnly(1);
    }
  }

  @Test
  void aHolderComesToTheSameReplicaThroughEveryPool() {
    List<LeaseHolder> holders =
        IntStream.range(0, 60).mapToObj(i -> new LeaseHolder("holder-" + i)).toList();
    try (PoolFixture one = leased(60, 1, 1, 2);
        PoolFixture other = leased(60, 1, 1, 2)) {
      for (LeaseHolder holder : holders) {
        assertThat(one.server.replicaOf(one.value(holder)))
            .isEqualTo(other.server.replicaOf(other.value(holder)));
      }

      Map<Integer, Long> spread =
          IntStream.rangeClosed(1, 60)
              .boxed()
              .collect(Collectors.groupingBy(one.server::replicaOf, Collectors.counting()));
      assertThat(spread).containsOnlyKeys(1, 2, 3);
      assertThat(spread.get(3)).isGreaterThan(spread.get(1)).isGreaterThan(spread.get(2));
    }
  }

  @Test
  void aHolderStaysAtADrainedReplicaUntilItsLeaseEnds() {
    try (PoolFixture fixture = leased(4, 1, 1)) {
      int first = fixture.server.replicaOf(fixture.value(ANYBODY));
      fixture.pool.drain(Set.of(first));
      assertThat(fixture.server.replicaOf(fixture.value(ANYBODY))).isEqualTo(first);

      fixture.clock.advance(MAX_IDLE.plus(Duration.ofSeconds(1)));
      fixture.pool.tend();
      assertThat(fixture.server.replicaOf(fixture.value(ANYBODY))).isNotEqualTo(first);
    }
  }

  @Test
  void connectionsForSingleCallsAreSpreadByWeightToo() {
    try (PoolFixture fixture =
        PoolFixture.ofReplicas(this::held, Sharing.EPHEMERAL, 0, 12, 2, 1, 1)) {
      fixture.pool.drain(Set.of(3));
      call(fixture, 12);

      await().until(() -> calls(fixture, 1) + calls(fixture, 2) == 12);
      assertThat(calls(fixture, 1)).isBetween(6, 10);
      assertThat(calls(fixture, 3)).isZero();
    }
  }

  private PoolFixture shared(int min, int max, ScriptedServer.Script script, int... weights) {
    PoolFixture fixture = PoolFixture.ofReplicas(script, Sharing.SHARED, min, max, weights);
    server.set(fixture.server);
    return fixture;
  }

  private void call(PoolFixture fixture, int calls) {
    for (int i = 0; i < calls; i++) {
      callers.execute(
          () -> {
            PoolOutcome unused = fixture.call();
          });
    }
  }

  private static PoolFixture leased(int max, int... weights) {
    return PoolFixture.ofReplicas(ReplicasTests::number, Sharing.LEASED, 0, max, weights);
  }

  private static PoolFixture warm(PoolFixture fixture, int connections) {
    fixture.pool.tend();
    await().until(() -> ready(fixture) == connections);
    return fixture;
  }

  private static RpcOutcome number(int connection, String method) {
    return answered(connection);
  }

  private RpcOutcome held(int connection, String method) {
    count(connection);
    try {
      answers.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return answered(connection);
  }

  private RpcOutcome lostByTheFirst(int connection, String method) {
    return Objects.requireNonNull(server.get()).replicaOf(connection) == 1
        ? new RpcOutcome.Lost("HTTP 503")
        : answered(connection);
  }

  private void count(int connection) {
    calls.computeIfAbsent(connection, any -> new AtomicInteger()).incrementAndGet();
  }

  private int calls(PoolFixture fixture, int replica) {
    return calls.entrySet().stream()
        .filter(entry -> fixture.server.replicaOf(entry.getKey()) == replica)
        .mapToInt(entry -> entry.getValue().get())
        .sum();
  }

  private static long ready(PoolFixture fixture) {
    return fixture.pool.health().members().stream()
        .filter(member -> member.state().status() == ServerState.Status.READY)
        .count();
  }
}
