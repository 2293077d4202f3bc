package dev.signalbox.streaming.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTests {

  @Test
  void understandsItsOwnAndLeavesTheOthers() {
    assertThat(Options.parse()).isEqualTo(new Options(false, 5, 2));
    assertThat(
            Options.parse(
                "--case",
                "grants,metering",
                "--rounds=7",
                "--entries",
                "9",
                "--seconds",
                "3",
                "--json"))
        .isEqualTo(new Options(true, 7, 3));
  }

  @ParameterizedTest
  @CsvSource({
    "--rounds, ''",
    "--rounds=many, 'many'",
    "--rounds=0, from 1 to 1000",
    "--seconds=1001, from 1 to 1000"
  })
  void saysWhatItIsAskedForInVain(String argument, String reason) {
    assertThatThrownBy(() -> Options.parse(argument))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(reason);
  }
}
