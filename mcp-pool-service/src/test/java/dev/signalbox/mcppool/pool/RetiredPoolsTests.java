package dev.signalbox.mcppool.pool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.ServerId;
import dev.signalbox.mcppool.server.Sharing;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RetiredPoolsTests {
  private static final ServerId SERVER = new ServerId("retired");

  private final AtomicLong nanos = new AtomicLong();
  private final CompletableFuture<RpcOutcome> answer = new CompletableFuture<>();
  private final PoolFixture fixture =
      new PoolFixture((connection, method) -> answer.join(), Sharing.SHARED, 0, 1);
  private final RetiredPools retired = new RetiredPools(nanos::get);

  @AfterEach
  void close() {
    answer.complete(PoolFixture.answered(1));
    fixture.close();
  }

  @Test
  void aPoolIsClosedWhenItsCallsAreOver() {
    CompletableFuture<PoolOutcome> call = call();
    retired.add(SERVER, fixture.pool);
    later(30);
    retired.tend();
    assertThat(retired.inFlight(SERVER)).isEqualTo(1);

    answer.complete(PoolFixture.answered(7));
    assertThat(call.join()).isEqualTo(new PoolOutcome.Used(PoolFixture.answered(7)));
    await()
        .until(
            () -> {
              retired.tend();
              return fixture.server.closed() == 1;
            });
    assertThat(retired.ids()).isEmpty();
  }

  @Test
  void aCallThatDoesNotEndHoldsItsPoolForAMinuteAtMost() {
    CompletableFuture<PoolOutcome> call = call();
    retired.add(SERVER, fixture.pool);
    later(61);
    retired.tend();

    assertThat(call.join())
        .isInstanceOfSatisfying(
            PoolOutcome.Used.class,
            used -> assertThat(used.outcome()).isInstanceOf(RpcOutcome.Lost.class));
    assertThat(retired.ids()).isEmpty();
  }

  @Test
  void whoIsAboutToUseItIsGivenAMoment() {
    retired.add(SERVER, fixture.pool);
    retired.tend();
    assertThat(retired.ids()).containsExactly(SERVER);

    later(1);
    retired.tend();
    assertThat(retired.ids()).isEmpty();
  }

  private CompletableFuture<PoolOutcome> call() {
    CompletableFuture<PoolOutcome> call = CompletableFuture.supplyAsync(fixture::call);
    await().until(fixture.pool::isInUse);
    return call;
  }

  private void later(long seconds) {
    nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
  }
}
