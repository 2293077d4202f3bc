package dev.signalbox.mcppool.pool;

import static dev.signalbox.mcppool.pool.PoolFixture.MAX_IDLE;
import static dev.signalbox.mcppool.pool.PoolFixture.PATIENT;
import static dev.signalbox.mcppool.pool.PoolFixture.answered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.Sharing;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LeasedPoolTests {
  private static final LeaseHolder ANN = new LeaseHolder("ann");
  private static final LeaseHolder BEN = new LeaseHolder("ben");

  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();

  /** A server that counts the calls of each of its sessions. */
  private final Map<Integer, AtomicInteger> counters = new ConcurrentHashMap<>();

  @AfterEach
  void stop() {
    callers.shutdownNow();
  }

  @Test
  void ofFiftyCallersNobodySeesWhatTheServerKeepsOfAnother() {
    try (PoolFixture fixture = new PoolFixture(this::count, Sharing.LEASED, 0, 50)) {
      List<CompletableFuture<List<Integer>>> seen =
          IntStream.range(0, 50)
              .mapToObj(i -> new LeaseHolder("caller-" + i))
              .map(
                  holder ->
                      CompletableFuture.supplyAsync(
                          () ->
                              List.of(
                                  fixture.value(holder),
                                  fixture.value(holder),
                                  fixture.value(holder)),
                          callers))
              .toList();

      assertThat(seen).allMatch(values -> values.join().equals(List.of(1, 2, 3)));
    }
  }

  @Test
  void whatOneHadIsEndedBeforeAnotherGetsTheRoom() {
    try (PoolFixture fixture = new PoolFixture(this::count, Sharing.LEASED, 0, 1)) {
      assertThat(fixture.value(ANN)).isEqualTo(1);
      assertThat(fixture.value(ANN)).isEqualTo(2);
      CompletableFuture<Integer> waiting =
          CompletableFuture.supplyAsync(() -> fixture.value(BEN), callers);
      await().until(() -> fixture.pool.health().waiting() == 1);

      fixture.clock.advance(MAX_IDLE);
      fixture.pool.tend();
      assertThat(waiting.join()).isEqualTo(1);
      assertThat(fixture.server.closed()).isEqualTo(1);
      assertThat(fixture.server.opened()).isEqualTo(2);
    }
  }

  @Test
  void whoeverCannotWaitAnyLongerIsToldThatAllIsTaken() {
    try (PoolFixture fixture = new PoolFixture(this::count, Sharing.LEASED, 0, 1)) {
      fixture.value(ANN);

      assertThat(fixture.call(BEN, Duration.ofMillis(20)))
          .isEqualTo(new PoolOutcome.Busy("all of its 1 connections are kept for other callers"));
      assertThat(fixture.pool.health().waiting()).isZero();
      assertThat(fixture.value(ANN)).isEqualTo(2);
    }
  }

  @Test
  void aLeaseThatIsInUseDoesNotRunOut() {
    CompletableFuture<RpcOutcome> answer = new CompletableFuture<>();
    try (PoolFixture fixture =
        new PoolFixture((connection, method) -> answer.join(), Sharing.LEASED, 0, 1)) {
      CompletableFuture<PoolOutcome> call =
          CompletableFuture.supplyAsync(() -> fixture.call(ANN, PATIENT), callers);
      await().until(() -> fixture.pool.health().members().getFirst().inFlight() == 1);
      fixture.clock.advance(MAX_IDLE);
      fixture.pool.tend();
      answer.complete(answered(7));

      assertThat(call.join()).isEqualTo(new PoolOutcome.Used(answered(7)));
      assertThat(fixture.server.closed()).isZero();
    }
  }

  private RpcOutcome count(int connection, String method) {
    return answered(
        counters.computeIfAbsent(connection, any -> new AtomicInteger()).incrementAndGet());
  }
}
