package dev.signalbox.systemtests.deployment;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code deploy/make-secrets.sh} makes for a new deployment. */
record MadeSecrets(Set<String> names) {

  static MadeSecrets make() {
    Path folder = Path.of("target", "secrets").toAbsolutePath();
    try {
      Path file = Files.createTempDirectory(Files.createDirectories(folder), "made").resolve("env");
      Process script =
          new ProcessBuilder(
                  "bash", Repository.file("deploy/make-secrets.sh").toString(), file.toString())
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      if (!script.waitFor(1, TimeUnit.MINUTES) || script.exitValue() != 0) {
        script.destroyForcibly();
        throw new AssertionError("deploy/make-secrets.sh made nothing");
      }
      try (Stream<String> lines = Files.lines(file)) {
        return new MadeSecrets(
            lines
                .map(line -> line.substring(0, line.indexOf('=')))
                .collect(Collectors.toCollection(TreeSet::new)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while secrets are made", e);
    }
  }
}
