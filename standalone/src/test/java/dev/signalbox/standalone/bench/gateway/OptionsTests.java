package dev.signalbox.standalone.bench.gateway;

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
    assertThat(Options.parse())
        .isEqualTo(new Options(false, 5, 5, 2, BenchmarkCase.all(), Subject.all()));
    assertThat(Options.parse().heldTokens()).isEqualTo((8 + 5) * 50);
  }

  @Test
  void hasEveryOptionThatTheScriptLetsThrough() throws IOException {
    String script = Files.readString(Path.of("..", "signalbox"));
    Matcher line = Pattern.compile("GATEWAY_OPTIONS=' (.*) '").matcher(script);

    assertThat(line.find()).isTrue();
    assertThat(line.group(1).split(" ", -1))
        .allSatisfy(
            option ->
                assertThatThrownBy(() -> Options.parse(option))
                    .isInstanceOf(UsageException.class)
                    .hasMessage(option + " needs a value"));
  }

  @Test
  void takesCasesByNameAndByGroup() {
    assertThat(Options.parse("--case", "memory,load-20ms").cases())
        .extracting(BenchmarkCase::label)
        .containsExactly("load-20ms", "memory");
    assertThat(Options.parse("--case=streams").cases())
        .extracting(BenchmarkCase::label)
        .containsExactly("streams-64", "streams-256", "streams-1024");
  }

  @Test
  void theMockIsMeasuredWhoeverIsAskedFor() {
    Options options =
        Options.parse("--rounds=2", "--seconds", "3", "--json", "--subject", "signalbox,nginx");

    assertThat(options.rounds()).isEqualTo(2);
    assertThat(options.seconds()).isEqualTo(3);
    assertThat(options.json()).isTrue();
    assertThat(options.subjects()).containsExactly(Subject.MOCK, Subject.NGINX, Subject.SIGNALBOX);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          --case lode            | there is no case named 'lode'; there are one-client, one-client-0ms
          --subject litellm      | there is no subject named 'litellm'; there are mock, nginx, portkey
          --rounds 0             | --rounds is from 1 to 1000, not 0
          --rounds many          | --rounds is a whole number, not many
          --warm-up 0            | --warm-up is from 1 to 30, not 0
          --seconds              | --seconds needs a value
          --fast                 | bench gateway has no option --fast
          quickly                | bench gateway has no option quickly
          """)
  void saysInOneLineWhatItCannotDo(String words, String answer) {
    assertThatThrownBy(() -> Options.parse(words.split(" ", -1)))
        .isInstanceOf(UsageException.class)
        .hasMessageStartingWith(answer)
        .hasMessageNotContaining("\n");
  }
}
