package dev.signalbox.routing.decision;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class CalibrationTests {

  @Test
  void risesWithTheScoreAndFallsWithTheRunnerUp() {
    for (double best = 0; best < 1; best += 0.05) {
      assertThat(Calibration.confidence(best + 0.05, 0.2))
          .isGreaterThan(Calibration.confidence(best, 0.2));
    }
    assertThat(Calibration.confidence(0.5, 0.45)).isLessThan(Calibration.confidence(0.5, 0.3));
  }

  @Test
  void doesNotTakeLonelinessForALead() {
    assertThat(Calibration.confidence(0.3, 0)).isEqualTo(Calibration.confidence(0.3, 0.2));
    assertThat(Calibration.confidence(0.1, 0)).isLessThan(0.05);
  }
}
