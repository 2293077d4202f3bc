package dev.signalbox.routing.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RunTimesTests {

  private static final long OTHERS = Duration.ofMillis(20).toNanos();

  private final MeterRegistry meters = new SimpleMeterRegistry();
  private final RunTimes times = new RunTimes(meters);

  private double nanos(String timer) {
    return meters.timer(timer).totalTime(TimeUnit.NANOSECONDS);
  }

  @Test
  void endTheLeadWhenTheFirstAgentIsAsked() {
    RunTimes.Measured measured = times.begin();
    assertThat(measured.<String>model(() -> "failed")).isEqualTo("failed");
    assertThat(measured.<String>model(() -> "answered")).isEqualTo("answered");
    measured.end();

    assertThat(meters.timer("signalbox.routing.overhead").count()).isEqualTo(1);
    assertThat(meters.timer("signalbox.overhead").count()).isEqualTo(1);
    assertThat(nanos("signalbox.routing.overhead")).isLessThan(nanos("signalbox.overhead"));
  }

  @Test
  void leaveOutWhatOthersTake() {
    long before = System.nanoTime();
    RunTimes.Measured measured = times.begin();
    assertThat(measured.<String>embedding(RunTimesTests::slowly)).isEqualTo("embedded");
    assertThat(measured.<String>model(() -> "answered")).isEqualTo("answered");
    measured.end();
    long all = System.nanoTime() - before;

    assertThat(nanos("signalbox.routing.overhead")).isLessThanOrEqualTo((double) (all - OTHERS));
    assertThat(nanos("signalbox.overhead")).isLessThanOrEqualTo((double) (all - OTHERS));
  }

  private static String slowly() {
    long until = System.nanoTime() + OTHERS;
    while (System.nanoTime() < until) {
      Thread.onSpinWait();
    }
    return "embedded";
  }
}
