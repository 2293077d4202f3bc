package dev.signalbox.gateway.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.gateway.testing.BoundProperties;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class DatabaseThreadsTests {
  @Test
  void whoFindsTheLineFullIsRefused() throws InterruptedException {
    DatabaseThreads threads = new DatabaseThreads(1, 1);
    CountDownLatch running = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    threads
        .executor()
        .execute(
            () -> {
              running.countDown();
              awaitQuietly(release);
            });
    running.await();
    threads.executor().execute(() -> assertThat(release.getCount()).isZero());

    assertThatThrownBy(() -> threads.call(() -> "late").block())
        .isInstanceOf(RejectedExecutionException.class);

    release.countDown();
    threads.destroy();
  }

  @Test
  void settings() {
    assertThat(bind(Map.of())).isEqualTo(new DatabaseThreadProperties(8, 256));
    assertThat(bind(Map.of("count", "2", "waiting", "3")))
        .isEqualTo(new DatabaseThreadProperties(2, 3));
  }

  private static DatabaseThreadProperties bind(Map<String, String> values) {
    return BoundProperties.of(
        "signalbox.gateway.database-threads", DatabaseThreadProperties.class, values);
  }

  private static void awaitQuietly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
