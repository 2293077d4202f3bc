package dev.signalbox.streaming.resume;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
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

  @Test
  void aLoopThatIsStartedAgainRunsOnce() throws InterruptedException {
    BlockingQueue<Thread> running = new LinkedBlockingQueue<>();
    Semaphore startedAgain = new Semaphore(0);
    BackgroundLoop swallowing =
        new BackgroundLoop("swallowing") {
          @Override
          void round() {
            running.add(Thread.currentThread());
            try {
              work.take();
            } catch (InterruptedException e) {
              startedAgain.acquireUninterruptibly();
              throw new IllegalStateException(e);
            }
          }
        };
    swallowing.start();
    Thread first = running.take();
    swallowing.stop();
    swallowing.start();
    startedAgain.release(2);

    assertThat(first.join(Duration.ofSeconds(10))).isTrue();
    assertThat(swallowing.isRunning()).isTrue();
    swallowing.stop();
  }
}
