package dev.signalbox.streaming.matrix;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** CopilotKit's stand-in for providers, run by Node. */
final class Aimock implements AutoCloseable {

  private static final Path SOURCES = Path.of("src", "test", "node");
  private static final Path FOLDER = Path.of("target", "node");
  private static final Path LOG = FOLDER.resolve("log.txt");

  private final Process process;

  private Aimock(Process process) {
    this.process = process;
  }

  /** Starts it and waits until it listens. */
  static Aimock listening(int port) throws Exception {
    install();
    Process process = started("node", "aimock.mjs", Integer.toString(port));
    BufferedReader output = process.inputReader(StandardCharsets.UTF_8);
    if (output.readLine() == null) {
      throw new IllegalStateException("aimock does not listen: " + Files.readString(LOG));
    }
    return new Aimock(process);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** {@code npm ci}, once for each content of the lock file. */
  private static void install() throws Exception {
    Files.createDirectories(FOLDER);
    for (String file : List.of("package.json", ".npmrc", "aimock.mjs")) {
      copy(file);
    }
    Path lock = FOLDER.resolve("package-lock.json");
    if (Files.exists(lock) && Files.mismatch(lock, SOURCES.resolve("package-lock.json")) < 0) {
      return;
    }
    copy("package-lock.json");
    Process install = started("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund");
    if (!install.waitFor(3, TimeUnit.MINUTES) || install.exitValue() != 0) {
      install.destroyForcibly();
      Files.delete(lock);
      throw new IllegalStateException("npm ci failed: " + Files.readString(LOG));
    }
  }

  private static void copy(String file) throws IOException {
    Files.copy(SOURCES.resolve(file), FOLDER.resolve(file), StandardCopyOption.REPLACE_EXISTING);
  }

  private static Process started(String... command) throws IOException {
    return new ProcessBuilder(command)
        .directory(FOLDER.toFile())
        .redirectError(LOG.toFile())
        .start();
  }
}
