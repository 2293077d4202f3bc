package dev.signalbox.mcppool.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatencyTests {
  private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long SLOW = TimeUnit.MILLISECONDS.toNanos(500);
  private static final long QUICK = TimeUnit.MILLISECONDS.toNanos(5);

  private final Latency latency = new Latency();

  @Test
  void beforeTheFirstCallItIsNotKnown() {
    assertThat(latency.at(SECOND)).isZero();
  }

  @Test
  void aSlowCallCountsAtOnceAndQuickOnesBringItDown() {
    latency.record(QUICK, SECOND);
    latency.record(SLOW, 2 * SECOND);
    assertThat(latency.at(2 * SECOND)).isEqualTo((double) SLOW);

    double before = SLOW;
    for (int i = 3; i < 10; i++) {
      latency.record(QUICK, i * SECOND);
      assertThat(latency.at(i * SECOND)).isLessThan(before).isGreaterThan((double) QUICK);
      before = latency.at(i * SECOND);
    }
  }

  @Test
  void whatWasLongAgoIsForgotten() {
    latency.record(SLOW, SECOND);

    assertThat(latency.at(1000 * SECOND)).isZero();
  }
}
