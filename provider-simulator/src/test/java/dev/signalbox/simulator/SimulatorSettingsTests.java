package dev.signalbox.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.signalbox.simulator.script.Pace;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SimulatorSettingsTests {

  @Test
  void defaults() {
    assertThat(SimulatorSettings.from(Map.of()))
        .isEqualTo(new SimulatorSettings(8110, new Pace(Duration.ofMillis(50), 200), null, 0));
  }

  @Test
  void everyVariable() {
    assertThat(
            SimulatorSettings.from(
                Map.of(
                    "SERVER_PORT", "9000",
                    "SIMULATOR_FIRST_TOKEN_DELAY_MS", "0",
                    "SIMULATOR_TOKENS_PER_SECOND", "0",
                    "SIMULATOR_SCRIPTS", "scripts.json",
                    "SIMULATOR_RECORDED_REQUESTS", "50")))
        .isEqualTo(new SimulatorSettings(9000, Pace.UNLIMITED, Path.of("scripts.json"), 50));
  }

  @Test
  void aWrongValueNamesTheVariable() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SimulatorSettings.from(Map.of("SERVER_PORT", "none")))
        .withMessageContaining("SERVER_PORT");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SimulatorSettings.from(Map.of("SERVER_PORT", "70000")));
  }
}
