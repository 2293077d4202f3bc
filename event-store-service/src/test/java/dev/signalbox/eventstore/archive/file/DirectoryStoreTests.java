package dev.signalbox.eventstore.archive.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DirectoryStoreTests {

  @Test
  void replacesAFileAsAWhole(@TempDir Path directory) throws IOException {
    DirectoryStore store = new DirectoryStore(directory.resolve("new"));

    store.write("a", out -> out.write(bytes("one")));
    store.write("a", out -> out.write(bytes("two")));

    assertThat(read(store, "a")).isEqualTo("two");
  }

  @Test
  void aFileThatCouldNotBeWrittenLeavesTheOldOneAndNothingElse(@TempDir Path directory)
      throws IOException {
    DirectoryStore store = new DirectoryStore(directory);
    store.write("a", out -> out.write(bytes("one")));

    assertThatThrownBy(
            () ->
                store.write(
                    "a",
                    out -> {
                      out.write(bytes("tw"));
                      throw new IOException("The disk is full");
                    }))
        .hasMessage("The disk is full");

    assertThat(read(store, "a")).isEqualTo("one");
    try (Stream<Path> files = Files.list(directory)) {
      assertThat(files).hasSize(1);
    }
    assertThatThrownBy(() -> store.open("b")).isInstanceOf(NoSuchFileException.class);
  }

  private static String read(DirectoryStore store, String name) throws IOException {
    try (InputStream in = store.open(name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
