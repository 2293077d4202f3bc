package dev.signalbox.mcppool.conformance;

import dev.signalbox.mcppool.testing.NpmFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** What the tool may find, and why. */
final class ExpectedFailures {
  private ExpectedFailures() {}

  static Path file(String revision) {
    return NpmFolder.resource("/conformance/expected-failures-%s.yml".formatted(revision));
  }

  /** The entries that say nothing of why. */
  static List<String> withoutReason(String revision) {
    try {
      return Files.readAllLines(file(revision)).stream()
          .filter(line -> line.strip().startsWith("- "))
          .filter(line -> !line.matches(".* # \\S.{15,}"))
          .toList();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
