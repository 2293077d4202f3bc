package dev.signalbox.mcppool.pool;

import static dev.signalbox.mcppool.pool.PoolFixture.ANYBODY;
import static dev.signalbox.mcppool.pool.PoolFixture.PATIENT;
import static dev.signalbox.mcppool.pool.PoolFixture.answered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.signalbox.mcppool.rpc.RpcOutcome;
import dev.signalbox.mcppool.server.Sharing;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class EphemeralPoolTests {
  @Test
  void everyCallHasItsConnectionAndNothingIsLeft() {
    try (PoolFixture fixture =
        new PoolFixture((connection, method) -> answered(connection), Sharing.EPHEMERAL, 0, 2)) {
      assertThat(fixture.value(ANYBODY)).isEqualTo(1);
      assertThat(fixture.value(ANYBODY)).isEqualTo(2);
      assertThat(fixture.value(ANYBODY)).isEqualTo(3);

      await().until(() -> fixture.server.closed() == 3);
      await().until(() -> fixture.pool.health().members().isEmpty());
    }
  }

  @Test
  void thereAreNeverMoreThanTheMaximum() {
    CompletableFuture<RpcOutcome> answer = new CompletableFuture<>();
    try (PoolFixture fixture =
        new PoolFixture((connection, method) -> answer.join(), Sharing.EPHEMERAL, 0, 1)) {
      Thread first = Thread.startVirtualThread(() -> fixture.call(ANYBODY, PATIENT));
      await().until(() -> fixture.server.opened() == 1);

      assertThat(fixture.call(ANYBODY, Duration.ofMillis(20)))
          .isEqualTo(new PoolOutcome.Busy("it runs 1 calls already"));
      answer.complete(answered(1));
      assertThat(fixture.value(ANYBODY)).isEqualTo(1);
      await().until(() -> !first.isAlive());
    }
  }
}
