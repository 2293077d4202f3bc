package dev.signalbox.cost.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTests {

  @Test
  void understandsWhatItIsAskedFor(@TempDir Path folder) throws IOException {
    Files.writeString(folder.resolve("usage_bodies.json"), "[]");
    Files.writeString(folder.resolve("genai_prices.json"), "[]");

    assertThat(
            Options.parse(
                "--data",
                folder.toString(),
                "--json",
                "--rounds=7",
                "--seconds",
                "3",
                "--entries=200000",
                "--case=corpus"))
        .isEqualTo(new Options(folder, true, 7, 3, 200_000, List.of("corpus")));
    assertThat(Options.parse().cases()).containsExactly("corpus", "calculation");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--colour=red|bench cost has no option --colour; see --help",
        "--rounds|--rounds needs a value",
        "--rounds=many|--rounds is a whole number, not many",
        "--rounds=0|--rounds is from 1 to 1000, not 0",
        "--case=guesses|there is no case named 'guesses'; there are corpus, calculation, summary, grants,"
            + " settlements, metering",
        "--data=/nowhere/at/all|there is no readable usage_bodies.json in /nowhere/at/all"
      })
  void saysInOneLineWhatItIsAskedForInVain(String argument, String reason) {
    assertThatThrownBy(() -> Options.parse(argument))
        .isInstanceOf(UsageException.class)
        .hasMessage(reason);
  }

  @Test
  void summariesNeedNoPrices() {
    assertThat(Options.parse("--case", "summary").prices()).isFalse();
    assertThat(Options.parse("--case", "summary,corpus").prices()).isTrue();
  }

  @Test
  void onlyGrantsAndSettlementsNeedBudgets() {
    assertThat(Options.parse().budgets()).isFalse();
    assertThat(Options.parse("--case", "grants").budgets()).isTrue();
    assertThat(Options.parse("--case", "corpus,settlements").budgets()).isTrue();
    assertThat(Options.parse("--case", "grants").prices()).isFalse();
  }

  @Test
  void needsTheFolder() {
    assertThatThrownBy(() -> Options.parse().requiredData()).hasMessageContaining("needs --data");
  }
}
