package dev.signalbox.standalone.supervise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class BackOffTests {
  private final BackOff backOff =
      new BackOff(Duration.ofMillis(500), Duration.ofSeconds(30), Duration.ofMinutes(1));
  private final RandomGenerator random = RandomGenerator.of("L64X128MixRandom");

  @Test
  void doublesWithEveryFailureInARow() {
    for (int failures = 1; failures <= 6; failures++) {
      long bound = 500L << (failures - 1);
      for (int i = 0; i < 200; i++) {
        assertThat(backOff.delay(failures, random).toMillis()).isBetween(bound / 2, bound);
      }
    }
  }

  @Test
  void neverWaitsLongerThanItsCap() {
    for (int failures : new int[] {7, 8, 30, 63, 64, 1_000_000}) {
      assertThat(backOff.delay(failures, random))
          .isBetween(Duration.ofSeconds(15), Duration.ofSeconds(30));
    }
  }

  @Test
  void spreadsPartsThatDiedTogether() {
    assertThat(Stream.generate(() -> backOff.delay(5, random)).limit(50).distinct().count())
        .isGreaterThan(25);
  }

  @Test
  void refusesWhatMakesNoSense() {
    assertThatThrownBy(() -> backOff.delay(0, random)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new BackOff(Duration.ZERO, Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(
            () -> new BackOff(Duration.ofSeconds(2), Duration.ofSeconds(1), Duration.ofSeconds(1)))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
