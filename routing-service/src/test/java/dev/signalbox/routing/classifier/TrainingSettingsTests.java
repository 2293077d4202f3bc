package dev.signalbox.routing.classifier;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class TrainingSettingsTests {

  private static final TrainingSettings SETTINGS = TrainingSettings.DEFAULT;

  @Test
  void givesAFleetOfFortyAgentsEverything() {
    assertThat(SETTINGS.bucketsFor(120, 384)).isEqualTo(4_096);
    assertThat(SETTINGS.stepsFor(1_400, 384 + 4_096, 120)).isEqualTo(60);
  }

  @Test
  void givesALargerOneFewerWordsAndLessTraining() {
    assertThat(SETTINGS.bucketsFor(600, 384)).isEqualTo(1_024);
    assertThat(SETTINGS.bucketsFor(2_000, 384)).isZero();
    assertThat(SETTINGS.stepsFor(20_000, 384 + 1_024, 600)).isBetween(5, 30);
    assertThat(SETTINGS.stepsFor(60_000, 384, 6_000)).isZero();
  }
}
