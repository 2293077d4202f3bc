package dev.signalbox.routing.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataSetTests {

  private final Path folder;

  DataSetTests(@TempDir Path folder) {
    this.folder = folder;
  }

  @Test
  void readsQuotedFieldsWithCommasQuotesAndLineBreaks() {
    assertThat(DataSet.csv("text,category\nWhy?,a\n\"One, \"\"two\"\"\nthree\",b\r\n"))
        .containsExactly(new Labelled("Why?", "a"), new Labelled("One, \"two\"\nthree", "b"));
  }

  @Test
  void takesValidationOutOfWhatIsLearntFrom() throws IOException {
    Files.createDirectories(folder.resolve("banking77"));
    Files.createDirectories(folder.resolve("fewshot_index"));
    Files.writeString(folder.resolve("banking77/train.csv"), "t,c\na,x\nb,x\nc,y\nd,y\n");
    Files.writeString(folder.resolve("banking77/test.csv"), "t,c\ne,y\n");
    Files.writeString(
        folder.resolve("fewshot_index/banking77_rows_of_train_csv.json"),
        "{\"train_5\":[2],\"train_10\":[2,0],\"valid\":[1]}");

    DataSet data = DataSet.banking(folder);

    assertThat(data.full())
        .containsExactly(new Labelled("a", "x"), new Labelled("c", "y"), new Labelled("d", "y"));
    assertThat(data.whole()).hasSize(4);
    assertThat(data.validation()).containsExactly(new Labelled("b", "x"));
    assertThat(data.tenShot()).containsExactly(new Labelled("c", "y"), new Labelled("a", "x"));
    assertThat(data.test()).containsExactly(new Labelled("e", "y"));
  }
}
