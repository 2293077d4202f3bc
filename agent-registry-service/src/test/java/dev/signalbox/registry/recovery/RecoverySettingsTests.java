package dev.signalbox.registry.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class RecoverySettingsTests {

  static final RecoverySettings DEFAULTS =
      new RecoverySettings(
          true,
          Duration.ofSeconds(5),
          Duration.ofMinutes(2),
          0.5,
          Duration.ofMinutes(5),
          List.of(10, 25, 50),
          Duration.ofMinutes(2),
          Duration.ofMinutes(15));

  @Test
  void hasTheseDefaults() {
    assertThat(bind(Map.of())).isEqualTo(DEFAULTS);
  }

  @Test
  void hasTheseNames() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.registry.recovery.enabled", "false",
                    "signalbox.registry.recovery.poll", "1s",
                    "signalbox.registry.recovery.isolate-after", "1m",
                    "signalbox.registry.recovery.most-isolated", "0.1",
                    "signalbox.registry.recovery.rest", "10m",
                    "signalbox.registry.recovery.stages", "5,50",
                    "signalbox.registry.recovery.stage-duration", "3m",
                    "signalbox.registry.recovery.escalate-after", "1h")))
        .isEqualTo(
            new RecoverySettings(
                false,
                Duration.ofSeconds(1),
                Duration.ofMinutes(1),
                0.1,
                Duration.ofMinutes(10),
                List.of(5, 50),
                Duration.ofMinutes(3),
                Duration.ofHours(1)));
  }

  @Test
  void theLastStageIsFollowedByAllOfTheWork() {
    assertThat(List.of(DEFAULTS.after(0), DEFAULTS.after(10), DEFAULTS.after(50)))
        .containsExactly(10, 25, 100);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "poll|0s",
        "isolate-after|-1s",
        "most-isolated|0",
        "rest|0s",
        "stages|50,10",
        "stages|100",
        "stage-duration|0s",
        "escalate-after|0s"
      })
  void refusesWhatMakesNoSense(String setting) {
    String[] parts = setting.split("\\|", 2);
    assertThatThrownBy(() -> bind(Map.of("signalbox.registry.recovery." + parts[0], parts[1])))
        .rootCause()
        .hasMessageContaining("signalbox.registry.recovery.");
  }

  private static RecoverySettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.registry.recovery", RecoverySettings.class);
  }
}
