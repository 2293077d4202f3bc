package dev.signalbox.kit.supervision;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class SupervisionWatchTests {
  private final CountDownLatch ended = new CountDownLatch(1);

  @Test
  void theEndOfTheSupervisorsPipeIsNoticed() throws Exception {
    PipedOutputStream supervisor = new PipedOutputStream();
    Thread watch = SupervisionWatch.watch(new PipedInputStream(supervisor), ended::countDown);
    supervisor.write("still here\n".getBytes(java.nio.charset.StandardCharsets.UTF_8));
    supervisor.flush();
    assertThat(watch.isAlive()).isTrue();
    assertThat(ended.getCount()).isEqualTo(1);

    supervisor.close();

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aBrokenPipeEndsSupervisionToo() throws Exception {
    SupervisionWatch.watch(new PipedInputStream(), ended::countDown); // Reading it fails.

    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
  }
}
