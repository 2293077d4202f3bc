package dev.signalbox.cost.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class CsvFileTests {

  @Test
  void everyEntryIsALineBelowTheHeader() throws IOException {
    List<String> lines = lines("ada", null);

    assertThat(lines).hasSize(3);
    assertThat(lines.getFirst())
        .startsWith("entry_id,attempt_id,attempted_at,")
        .endsWith("recorded_at");
    assertThat(lines.get(1))
        .startsWith(
            "led_1,att_1,2026-11-20T12:00:00.001Z,,conv_1,,helper,key_1,ada,engines,night batchable,openai,")
        .contains(",input_uncached=600 output_visible=200,0.0015,0.002,,0.0035,,openai/gpt-4o#1,");
    assertThat(lines.get(2)).contains(",key_1,,engines,");
    assertThat(lines).allMatch(line -> line.chars().filter(each -> each == ',').count() == 31);
  }

  @Test
  void namesThatCallersMadeUpDoNoHarm() throws IOException {
    assertThat(lines("=HYPERLINK(\"x\")").get(1)).contains(",\"'=HYPERLINK(\"\"x\"\")\",");
    assertThat(lines("-2+3").get(1)).contains(",'-2+3,");
    assertThat(lines("a, \"b\"").get(1)).contains(",\"a, \"\"b\"\"\",");
  }

  private static List<String> lines(@Nullable String... users) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    CsvFile file = new CsvFile(out);
    int number = 0;
    for (@Nullable String user : users) {
      number++;
      file.add(List.of(EntryFixtures.entryOf(number, user)));
    }
    file.finish();
    return Arrays.asList(out.toString(StandardCharsets.UTF_8).split("\r\n"));
  }
}
