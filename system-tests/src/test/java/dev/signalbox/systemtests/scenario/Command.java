package dev.signalbox.systemtests.scenario;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A finished command: its exit code, and what it printed. */
record Command(List<String> words, int exit, String output, String errors) {

  /** Runs a command to its end; one that outlives the limit is killed and fails the test. */
  static Command run(
      Path folder, Map<String, String> environment, Duration limit, String... words) {
    try {
      Path output = Files.createTempFile("signalbox-command", ".out");
      Path errors = Files.createTempFile("signalbox-command", ".err");
      ProcessBuilder builder =
          new ProcessBuilder(words)
              .directory(folder.toFile())
              .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
              .redirectOutput(output.toFile())
              .redirectError(errors.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      boolean ended = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (!ended) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
      Command command =
          new Command(
              List.of(words),
              process.exitValue(),
              Files.readString(output, StandardCharsets.UTF_8),
              Files.readString(errors, StandardCharsets.UTF_8));
      Files.delete(output);
      Files.delete(errors);
      if (!ended) {
        throw new AssertionError("still running after " + limit + ": " + command);
      }
      return command;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for " + List.of(words), e);
    }
  }

  /** This command, if it succeeded; otherwise the test fails with all that it printed. */
  Command succeeded() {
    if (exit != 0) {
      throw new AssertionError("exit " + exit + " of " + this);
    }
    return this;
  }
}
