package dev.signalbox.streaming.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.signalbox.kit.context.Deadline;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RunningRequestsTests {

  private static final Clock CLOCK = Clock.systemUTC();
  private static final long HEAP = 256L << 20;

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();

  @Test
  void moreThanThereIsRoomForAreTurnedAway() {
    RunningRequests running = running(2, 0, Duration.ofMinutes(1));
    RunningRequests.Place first = enter(running, 0);
    enter(running, 0);

    assertThatExceptionOfType(OverloadedException.class)
        .isThrownBy(() -> enter(running, 0))
        .satisfies(refusal -> assertThat(refusal.error().status()).isEqualTo(503))
        .satisfies(refusal -> assertThat(refusal.retryAfter()).isPositive());
    assertThat(registry.get("signalbox.streaming.requests.shed").counter().count()).isEqualTo(1);
    assertThat(registry.get("signalbox.streaming.requests.running").gauge().value()).isEqualTo(2);

    first.close();
    enter(running, 0);
  }

  @Test
  void someWaitForAPlace() throws Exception {
    RunningRequests running = running(1, 1, Duration.ofMinutes(1));
    RunningRequests.Place first = enter(running, 0);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      Future<RunningRequests.Place> second = threads.submit(() -> enter(running, 0));
      while (registry.get("signalbox.streaming.requests.waiting").gauge().value() < 1) {
        Thread.onSpinWait();
      }
      assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> enter(running, 0));

      first.close();

      second.get().close();
    }
  }

  @Test
  void nobodyWaitsForeverOrBeyondItsDeadline() {
    RunningRequests running = running(1, 5, Duration.ofMillis(10));
    enter(running, 0);

    assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> enter(running, 0));

    RunningRequests patient = running(1, 5, Duration.ofMinutes(1));
    enter(patient, 0);
    assertThatExceptionOfType(OverloadedException.class)
        .isThrownBy(() -> patient.enter(0, Deadline.in(Duration.ofMillis(10), CLOCK)));
  }

  @Test
  void aLargeBodyTakesTheRoomOfManySmallOnes() {
    RunningRequests running = running(10, 0, Duration.ZERO);
    RunningRequests.Place large = enter(running, 300 << 10);
    enter(running, -1);
    enter(running, 10);

    assertThatExceptionOfType(OverloadedException.class).isThrownBy(() -> enter(running, 0));

    large.close();
    enter(running, 100);
  }

  @Test
  void theLargestIsTakenByItself() {
    RunningRequests running = running(10, 0, Duration.ZERO);

    enter(running, 20 << 20).close();
  }

  @ParameterizedTest
  @CsvSource({"256, 1536", "144, 640", "32, 16"})
  void thereAreAsManyPlacesAsTheHeapHasRoomFor(long megabytes, int places) {
    assertThat(Places.in(megabytes << 20)).isEqualTo(places);
  }

  private RunningRequests running(int most, int waiting, Duration patience) {
    return new RunningRequests(new LoadProperties(most, waiting, patience), HEAP, CLOCK, registry);
  }

  private static RunningRequests.Place enter(RunningRequests running, long bytes) {
    return running.enter(bytes, Deadline.in(Duration.ofMinutes(1), CLOCK));
  }
}
