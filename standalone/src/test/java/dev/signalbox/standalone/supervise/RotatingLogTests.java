package dev.signalbox.standalone.supervise;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init") // JUnit fills in what is annotated
class RotatingLogTests {
  @TempDir private Path folder;

  @Test
  void neverKeepsMoreThanTwiceItsBound() throws IOException {
    Path file = folder.resolve("a.log");
    try (RotatingLog log = new RotatingLog(file, 1_000)) {
      for (int i = 0; i < 100; i++) {
        log.copy(input("line %03d of a service that talks a lot%n".formatted(i)));
        assertThat(Files.size(file)).isLessThanOrEqualTo(1_000);
      }
    }
    assertThat(Files.readString(file)).endsWith("line 099 of a service that talks a lot\n");
    assertThat(Files.size(folder.resolve("a.log.1"))).isLessThanOrEqualTo(1_000);
    try (var files = Files.list(folder)) {
      assertThat(files).hasSize(2);
    }
  }

  @Test
  void goesOnWhereTheLastRunEnded() throws IOException {
    Path file = folder.resolve("a.log");
    for (String text : new String[] {"one\n", "two\n"}) {
      try (RotatingLog log = new RotatingLog(file, 1_000)) {
        log.copy(input(text));
      }
    }
    assertThat(Files.readString(file)).isEqualTo("one\ntwo\n");
  }

  private static ByteArrayInputStream input(String text) {
    return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
  }
}
