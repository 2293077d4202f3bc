package dev.signalbox.mcppool.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.benchmark.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OptionsTests {

  @Test
  void measuresEverythingFiveTimesIfNobodyAsksForLess() {
    Options options = Options.parse();

    assertThat(options.rounds()).isEqualTo(5);
    assertThat(options.json()).isFalse();
    assertThat(options.cases()).hasSize(16);
    assertThat(options.subjects())
        .containsExactly("signalbox", "signalbox-http", "java-sdk", "mcp-proxy", "per-call");
  }

  @Test
  void hasEveryOptionThatTheScriptLetsThrough() throws IOException {
    String script = Files.readString(Path.of("..", "signalbox"));
    Matcher line = Pattern.compile("MCP_OPTIONS=' (.*) '").matcher(script);

    assertThat(line.find()).isTrue();
    assertThat(line.group(1).split(" "))
        .allSatisfy(
            option ->
                assertThatThrownBy(() -> Options.parse(option))
                    .isInstanceOf(UsageException.class)
                    .hasMessage(option + " needs a value"));
  }

  @Test
  void takesCasesByNameAndByGroup() {
    assertThat(Options.parse("--case", "kill,calls-8x1").cases())
        .extracting(BenchmarkCase::label)
        .containsExactly("calls-8x1", "kill");
    assertThat(Options.parse("--case=calls").cases()).hasSize(13);
  }

  @Test
  void takesValuesAfterASpaceOrAnEqualsSign() {
    Options options =
        Options.parse("--rounds=2", "--seconds", "3", "--json", "--subject", "per-call,signalbox");

    assertThat(options.rounds()).isEqualTo(2);
    assertThat(options.seconds()).isEqualTo(3);
    assertThat(options.json()).isTrue();
    assertThat(options.subjects()).containsExactly("signalbox", "per-call");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --case cals            | there is no case named 'cals'; there are calls, calls-1x1
          --subject supergateway | there is no subject named 'supergateway'; there are signalbox
          --rounds 0             | --rounds is from 1 to 1000, not 0
          --rounds many          | --rounds is a whole number, not many
          --seconds              | --seconds needs a value
          --fast                 | bench mcp has no option --fast
          quickly                | bench mcp has no option quickly
          """)
  void saysInOneLineWhatItCannotDo(String words, String answer) {
    assertThatThrownBy(() -> Options.parse(words.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(answer)
        .hasMessageNotContaining("\n");
  }
}
