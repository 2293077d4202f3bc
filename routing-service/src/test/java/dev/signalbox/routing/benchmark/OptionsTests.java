package dev.signalbox.routing.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.benchmark.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTests {

  private final Path data;

  OptionsTests(@TempDir Path data) {
    this.data = data;
  }

  @Test
  void measuresEverythingIfNobodyAsksForLess() throws IOException {
    Files.createDirectory(data.resolve("clinc150"));
    Files.writeString(data.resolve("clinc150/data_full.json"), "{}");

    Options options = Options.parse("--data", data.toString());

    assertThat(options.cases()).containsExactly(BenchmarkCase.values());
    assertThat(options.requiredData()).isEqualTo(data);
    assertThat(options.json()).isFalse();
    assertThat(options.picture()).isNull();
  }

  @Test
  void needsNoDataForTheCatalogue() {
    Options options =
        Options.parse("--case=catalogue", "--json", "--seconds", "3", "--picture=curve.svg");

    assertThat(options.cases()).containsExactly(BenchmarkCase.CATALOGUE);
    assertThat(options.json()).isTrue();
    assertThat(options.seconds()).isEqualTo(3);
    assertThat(options.picture()).isEqualTo(Path.of("curve.svg"));
  }

  @Test
  void hasEveryOptionThatTheScriptLetsThrough() throws IOException {
    String script = Files.readString(Path.of("..", "signalbox"));
    Matcher line = Pattern.compile("ROUTING_OPTIONS=' (.*) '").matcher(script);

    assertThat(line.find()).isTrue();
    assertThat(line.group(1).split(" "))
        .allSatisfy(
            option ->
                assertThatThrownBy(() -> Options.parse(option))
                    .isInstanceOf(UsageException.class)
                    .hasMessage(option + " needs a value"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --json                     | bench routing needs --data DIR
          --data /nowhere            | /nowhere has no clinc150/data_full.json
          --case banking             | there is no case named 'banking'; there are banking77, clinc150
          --seconds 0                | --seconds is from 1 to 3600, not 0
          --fast                     | bench routing has no option --fast
          """)
  void saysInOneLineWhatItCannotDo(String words, String answer) {
    assertThatThrownBy(() -> Options.parse(words.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(answer)
        .hasMessageNotContaining("\n");
  }
}
