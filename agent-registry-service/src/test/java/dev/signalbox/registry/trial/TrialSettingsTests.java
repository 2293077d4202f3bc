package dev.signalbox.registry.trial;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;

class TrialSettingsTests {

  @Test
  void triesThreeSkillsByDefault() {
    assertThat(bind(Map.of())).isEqualTo(new TrialSettings(true, 3, Duration.ofSeconds(15)));
  }

  @Test
  void hasTheseNames() {
    assertThat(
            bind(
                Map.of(
                    "signalbox.registry.trial.enabled", "false",
                    "signalbox.registry.trial.most-skills", "10",
                    "signalbox.registry.trial.timeout", "1s")))
        .isEqualTo(new TrialSettings(false, 10, Duration.ofSeconds(1)));
  }

  @ParameterizedTest
  @CsvSource({"most-skills, 0", "most-skills, 11", "timeout, 0s"})
  void refusesWhatMakesNoSense(String name, String value) {
    assertThatThrownBy(() -> bind(Map.of("signalbox.registry.trial." + name, value)))
        .rootCause()
        .hasMessageContaining("signalbox.registry.trial." + name);
  }

  private static TrialSettings bind(Map<String, String> properties) {
    return new Binder(new MapConfigurationPropertySource(properties))
        .bindOrCreate("signalbox.registry.trial", TrialSettings.class);
  }
}
