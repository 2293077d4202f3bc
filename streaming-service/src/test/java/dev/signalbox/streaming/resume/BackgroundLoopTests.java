package dev.signalbox.streaming.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundLoopTests {

  private final BlockingQueue<String> work = new LinkedBlockingQueue<>();
  private final AtomicInteger done = new AtomicInteger();

  private final BackgroundLoop loop =
      new BackgroundLoop("test") {
        @Override
        void round() throws InterruptedException {
          if (work.take().equals("bad")) {
            throw new IllegalStateException("a round that fails");
          }
          done.incrementAndGet();
        }
      };

  @Test
  void aRoundThatFailsIsNotTheLast() {
    loop.start();
    work.add("bad");
    work.add("good");

    await().untilAsserted(() -> assertThat(done).hasValue(1));
    assertThat(loop.isRunning()).isTrue();
    loop.stop();
    assertThat(loop.isRunning()).isFalse();
  }
}
