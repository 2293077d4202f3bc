package dev.signalbox.eventstore.benchmark;

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
    assertThat(options.subjects()).containsExactly("signalbox", "signalbox-http", "axon", "emmett");
    assertThat(options.replayEvents()).isEqualTo(1_000_000);
    assertThat(options.growthEvents()).isEqualTo(10_000_000);
  }

  @Test
  void hasEveryOptionThatTheScriptLetsThrough() throws IOException {
    String script = Files.readString(Path.of("..", "signalbox"));
    Matcher line = Pattern.compile("EVENT_STORE_OPTIONS=' (.*) '").matcher(script);

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
    assertThat(Options.parse("--case", "tail,append-8x1-hot").cases())
        .extracting(BenchmarkCase::label)
        .containsExactly("append-8x1-hot", "tail");
    assertThat(Options.parse("--case=append").cases()).hasSize(12);
  }

  @Test
  void takesValuesAfterASpaceOrAnEqualsSign() {
    Options options =
        Options.parse("--rounds=2", "--seconds", "3", "--json", "--subject", "emmett,signalbox");

    assertThat(options.rounds()).isEqualTo(2);
    assertThat(options.seconds()).isEqualTo(3);
    assertThat(options.json()).isTrue();
    assertThat(options.subjects()).containsExactly("signalbox", "emmett");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --case apend           | there is no case named 'apend'; there are append, append-1x1-many
          --subject marten       | there is no subject named 'marten'; there are signalbox
          --rounds 0             | --rounds is from 1 to 1000, not 0
          --rounds many          | --rounds is a whole number, not many
          --seconds              | --seconds needs a value
          --replay-events 150    | --replay-events is a multiple of 100, not 150
          --fast                 | bench event-store has no option --fast
          quickly                | bench event-store has no option quickly
          """)
  void saysInOneLineWhatItCannotDo(String words, String answer) {
    assertThatThrownBy(() -> Options.parse(words.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(answer)
        .hasMessageNotContaining("\n");
  }
}
