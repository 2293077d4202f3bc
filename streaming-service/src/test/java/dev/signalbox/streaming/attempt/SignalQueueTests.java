package dev.signalbox.streaming.attempt;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import org.junit.jupiter.api.Test;

class SignalQueueTests {

  private final LongAdder held = new LongAdder();

  @Test
  void holdsSoManyBytesAndLetsTheReaderWait() throws Exception {
    SignalQueue queue = new SignalQueue(100, held);
    AtomicInteger put = new AtomicInteger();
    Thread reader =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    while (put.get() < 10) {
                      queue.put(new Signal.Body(new byte[40]));
                      put.incrementAndGet();
                    }
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });

    await().until(() -> reader.getState() == Thread.State.WAITING);
    assertThat(put).hasValue(2);
    assertThat(held.sum()).isEqualTo(80);
    assertThat(queue.poll(0)).isNotNull();
    await().until(() -> put.get() == 3);
    reader.interrupt();
    assertThat(reader.join(Duration.ofSeconds(10))).isTrue();
  }

  @Test
  void takesASingleSignalThatIsLarger() throws Exception {
    SignalQueue queue = new SignalQueue(10, held);
    queue.put(new Signal.Body(new byte[1_000]));

    assertThat(queue.poll(0)).isNotNull();
    assertThat(queue.poll(1_000_000)).isNull();
  }

  @Test
  void whatNobodyTakesAnyMoreIsNotHeld() throws Exception {
    SignalQueue queue = new SignalQueue(10, held);
    queue.put(new Signal.Body(new byte[10]));

    queue.close();

    assertThat(held.sum()).isZero();
    assertThatExceptionOfType(InterruptedException.class)
        .isThrownBy(() -> queue.put(new Signal.Body(new byte[10])));
    assertThat(held.sum()).isZero();
  }
}
