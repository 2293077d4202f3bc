package dev.signalbox.mcppool.pool;

import static dev.signalbox.mcppool.pool.PoolFixture.ANYBODY;
import static dev.signalbox.mcppool.pool.PoolFixture.MAX_AGE;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class SharedPoolTests {
  private final ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor();
  private final CountDownLatch answers = new CountDownLatch(1);

  @AfterEach
  void stop() {
    answers.countDown();
    callers.shutdownNow();
  }

  @Test
  void nothingIsConnectedBeforeItIsNeededAndTheMinimumAtOnce() {
    try (PoolFixture lazy = pool(SharedPoolTests::echo, 0, 2);
        PoolFixture eager = pool(SharedPoolTests::echo, 2, 3)) {
      lazy.pool.tend();
      eager.pool.tend();

      await().until(() -> ready(eager) == 2);
      assertThat(lazy.server.opened()).isZero();
      assertThat(lazy.pool.health().verdict()).isEqualTo(PoolHealth.Verdict.IDLE);
      assertThat(lazy.value(ANYBODY)).isEqualTo(1);
      assertThat(lazy.pool.health().verdict()).isEqualTo(PoolHealth.Verdict.HEALTHY);
    }
  }

  @Test
  void callsAreSpreadOverWhatIsReady() {
    AtomicInteger[] calls = {new AtomicInteger(), new AtomicInteger()};
    try (PoolFixture fixture =
        pool(
            (connection, method) -> {
              calls[connection - 1].incrementAndGet();
              return held(connection);
            },
            2,
            2)) {
      fixture.pool.tend();
      await().until(() -> ready(fixture) == 2);
      List<CompletableFuture<PoolOutcome>> held = call(fixture, 40);

      await().until(() -> calls[0].get() + calls[1].get() == 40);
      assertThat(calls[0].get()).isBetween(10, 30);
      answers.countDown();
      assertThat(held).allMatch(call -> call.join() instanceof PoolOutcome.Used);
    }
  }

  @Test
  void aFurtherConnectionIsMadeWhenThereIsMuchToDo() {
    try (PoolFixture fixture = pool((connection, method) -> held(connection), 0, 2)) {
      call(fixture, 2);
      await().until(() -> ready(fixture) == 1);
      await().until(() -> fixture.pool.health().members().getFirst().inFlight() == 2);
      assertThat(fixture.server.opened()).isEqualTo(1);

      call(fixture, 1);
      await().until(() -> fixture.server.opened() == 2);
      answers.countDown();
    }
  }

  @Test
  void whatIsIdleIsEndedDownToTheMinimum() {
    try (PoolFixture fixture = pool((connection, method) -> held(connection), 1, 2)) {
      fixture.pool.tend();
      await().until(() -> ready(fixture) == 1);
      List<CompletableFuture<PoolOutcome>> held = call(fixture, 8);
      await().until(() -> ready(fixture) == 2);
      answers.countDown();
      held.forEach(CompletableFuture::join);
      fixture.clock.advance(MAX_IDLE);
      fixture.pool.tend();
      assertThat(fixture.server.closed()).isEqualTo(1);
      assertThat(ready(fixture)).isEqualTo(1);
    }
  }

  @Test
  void whatIsOldIsReplacedOnceNobodyUsesIt() {
    try (PoolFixture fixture = pool((connection, method) -> held(connection), 1, 1)) {
      List<CompletableFuture<PoolOutcome>> held = call(fixture, 1);
      await().until(() -> ready(fixture) == 1);
      await().until(() -> fixture.pool.health().members().getFirst().inFlight() == 1);
      fixture.clock.advance(MAX_AGE.plusSeconds(1));
      fixture.pool.tend();
      assertThat(fixture.server.closed()).isZero();

      answers.countDown();
      held.forEach(CompletableFuture::join);
      fixture.pool.tend();
      assertThat(fixture.server.closed()).isEqualTo(1);
      fixture.pool.tend();
      await().until(() -> ready(fixture) == 1);
      assertThat(fixture.server.opened()).isEqualTo(2);
    }
  }

  @Test
  void aConnectionOverWhichCallsFailIsKeptBack() {
    try (PoolFixture fixture =
        pool(
            (connection, method) ->
                connection == 2 ? new RpcOutcome.Lost("HTTP 503") : answered(connection),
            3,
            3)) {
      fixture.pool.tend();
      await().until(() -> ready(fixture) == 3);
      await()
          .until(
              () -> {
                fixture.call();
                return fixture.pool.health().members().stream()
                    .anyMatch(member -> member.breaker() == PoolHealth.BreakerState.OPEN);
              });

      for (int i = 0; i < 50; i++) {
        assertThat(fixture.value(ANYBODY)).isNotEqualTo(2);
      }
      assertThat(fixture.pool.health().verdict()).isEqualTo(PoolHealth.Verdict.DEGRADED);
      assertThat(fixture.pool.health().reason()).isEqualTo("HTTP 503");
    }
  }

  @Test
  void ifMostAreKeptBackAllAreTried() {
    AtomicInteger failing = new AtomicInteger(3);
    try (PoolFixture fixture =
        pool(
            (connection, method) ->
                connection <= failing.get() ? new RpcOutcome.Lost("HTTP 503") : answered(1),
            3,
            3)) {
      fixture.pool.tend();
      await().until(() -> ready(fixture) == 3);
      await()
          .until(
              () -> {
                fixture.call();
                return fixture.pool.health().members().stream()
                    .allMatch(member -> member.breaker() == PoolHealth.BreakerState.OPEN);
              });
      assertThat(fixture.pool.health().verdict()).isEqualTo(PoolHealth.Verdict.UNHEALTHY);

      failing.set(0);
      assertThat(fixture.value(ANYBODY)).isEqualTo(1);
    }
  }

  @Test
  void theOnlyConnectionIsLeftAloneForAWhileAndTheCallerIsToldWhy() {
    AtomicInteger calls = new AtomicInteger();
    try (PoolFixture fixture =
        pool(
            (connection, method) -> {
              calls.incrementAndGet();
              return new RpcOutcome.Lost("HTTP 503");
            },
            0,
            1)) {
      fixture.call();
      fixture.call();

      assertThat(fixture.call())
          .isInstanceOfSatisfying(
              PoolOutcome.Unavailable.class,
              unavailable -> assertThat(unavailable.reason()).contains("HTTP 503"));
      assertThat(calls).hasValue(2);
    }
  }

  @Test
  void whatACallerCannotWaitForSpeaksAgainstNobody() {
    try (PoolFixture fixture = pool((connection, method) -> null, 0, 1)) {
      for (int i = 0; i < 5; i++) {
        assertThat(fixture.call(ANYBODY, Duration.ofMillis(200)))
            .isInstanceOfSatisfying(
                PoolOutcome.Used.class,
                used -> assertThat(used.outcome()).isInstanceOf(RpcOutcome.TimedOut.class));
      }
      assertThat(fixture.pool.health().verdict()).isEqualTo(PoolHealth.Verdict.HEALTHY);
    }
  }

  @Test
  void aForgottenSessionIsRenewedAndTheCallDoneAgain() {
    try (PoolFixture fixture =
        pool(
            (connection, method) ->
                connection == 1 ? new RpcOutcome.SessionExpired() : answered(connection),
            0,
            1)) {
      assertThat(fixture.value(ANYBODY)).isEqualTo(2);
      await().until(() -> fixture.server.closed() == 1);
    }
  }

  @Test
  void aConnectionThatAnswersNoProbeIsReplaced() {
    Probing impatient = new Probing(Duration.ZERO, Duration.ofMillis(20));
    try (PoolFixture fixture =
        new PoolFixture(
            (connection, method) ->
                connection == 1 && method.equals("ping") ? null : answered(connection),
            Sharing.SHARED,
            0,
            1,
            impatient,
            100)) {
      assertThat(fixture.value(ANYBODY)).isEqualTo(1);

      await()
          .until(
              () -> {
                fixture.pool.tend();
                return fixture.server.opened() == 2;
              });
    }
  }

  private static RpcOutcome echo(int connection, String method) {
    return answered(connection);
  }

  private RpcOutcome held(int connection) {
    try {
      answers.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return answered(connection);
  }

  private static PoolFixture pool(ScriptedServer.Script script, int min, int max) {
    return new PoolFixture(script, Sharing.SHARED, min, max);
  }

  private List<CompletableFuture<PoolOutcome>> call(PoolFixture fixture, int times) {
    return IntStream.range(0, times)
        .mapToObj(i -> CompletableFuture.supplyAsync(fixture::call, callers))
        .toList();
  }

  private static long ready(PoolFixture fixture) {
    return fixture.pool.health().members().stream()
        .filter(member -> member.state().status() == ServerState.Status.READY)
        .count();
  }
}
