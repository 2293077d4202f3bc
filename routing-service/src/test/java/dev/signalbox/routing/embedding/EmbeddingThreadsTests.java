package dev.signalbox.routing.embedding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class EmbeddingThreadsTests {

  @Test
  void embedsOnPlatformThreads() {
    AtomicBoolean virtual = new AtomicBoolean(true);
    try (EmbeddingThreads threads =
        new EmbeddingThreads(
            text -> {
              virtual.set(Thread.currentThread().isVirtual());
              return new float[] {text.length()};
            },
            1,
            1)) {
      assertThat(threads.embed("four")).containsExactly(4);
      assertThat(virtual).isFalse();
    }
  }

  @Test
  void turnsAwayWhatNeitherThreadsNorQueueTake() {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    try (EmbeddingThreads threads = new EmbeddingThreads(text -> wait(text, busy, release), 1, 1);
        ExecutorService callers = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<float[]> running = callers.submit(() -> threads.embed("running"));
      Awaitility.await().until(() -> busy.getCount() == 0);
      Future<float[]> queued = callers.submit(() -> threads.embed("queued"));
      Awaitility.await()
          .untilAsserted(
              () ->
                  assertThatThrownBy(() -> threads.embed("too many"))
                      .isInstanceOf(EmbeddingBusyException.class));
      release.countDown();
      assertThat(List.of(running, queued))
          .allSatisfy(future -> assertThat(future.get()).isNotEmpty());
    }
  }

  @Test
  void passesFailuresOn() {
    try (EmbeddingThreads threads =
        new EmbeddingThreads(
            text -> {
              throw new IllegalArgumentException(text);
            },
            1,
            1)) {
      assertThatThrownBy(() -> threads.embed("broken"))
          .isInstanceOf(IllegalStateException.class)
          .hasRootCauseMessage("broken");
    }
  }

  private static float[] wait(String text, CountDownLatch busy, CountDownLatch release) {
    busy.countDown();
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return new float[] {text.length()};
  }
}
