package dev.signalbox.streaming.wire.canonical;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartTests {

  private static final Part.Text TEXT = new Part.Text("no such city");
  private static final Part.Image IMAGE = new Part.Image(new Media.Link("https://example.org/a"));

  @Test
  void onlyAnErrorSaysThatItIsOne() {
    assertThat(result(false, TEXT).worded()).containsExactly(TEXT);
    assertThat(result(true, TEXT, IMAGE).worded())
        .containsExactly(new Part.Text("Error: no such city"), IMAGE);
    assertThat(result(true, IMAGE).worded()).containsExactly(new Part.Text("Error"), IMAGE);
    assertThat(result(true).worded()).containsExactly(new Part.Text("Error"));
  }

  @ParameterizedTest
  @CsvSource({
    "application/pdf,,document.pdf",
    "text/plain,notes,notes.txt",
    "text/csv,a.csv,a.csv",
    "application/vnd.ms-excel,'',document.xls"
  })
  void aFileHasANameWithAnEnding(String type, @Nullable String name, String expected) {
    assertThat(new Part.Document(new Media.Inline(type, "eA=="), name).fileName())
        .isEqualTo(expected);
  }

  private static Part.ToolResult result(boolean error, Part... content) {
    return new Part.ToolResult("c", "f", List.of(content), error);
  }
}
