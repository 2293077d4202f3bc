package dev.signalbox.mcppool.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** A folder under {@code target} with what a lock file of the test resources names. */
public final class NpmFolder {
  private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc");
  private static final Object TURN = new Object();

  private final Path lock;
  private final Path folder;

  private NpmFolder(Path lock, Path folder) {
    this.lock = lock;
    this.folder = folder;
  }

  /**
   * Not yet installed.
   *
   * @param resources where the lock file is among the test resources
   */
  public static NpmFolder of(String resources, String name) {
    return new NpmFolder(
        resource(resources + "/package-lock.json"), Path.of("target", name).toAbsolutePath());
  }

  /** A file of the test resources. */
  public static Path resource(String name) {
    try {
      URL url = Objects.requireNonNull(NpmFolder.class.getResource(name), name);
      return Path.of(url.toURI());
    } catch (URISyntaxException malformed) {
      throw new IllegalStateException(malformed);
    }
  }

  /** {@code npm ci}, once for each content of the lock file. */
  public Path install() {
    Path installed = folder.resolve("installed-lock.json");
    synchronized (TURN) {
      try {
        Files.createDirectories(folder);
        if (!Files.exists(installed) || Files.mismatch(installed, lock) >= 0) {
          for (String file : FILES) {
            Files.copy(
                lock.resolveSibling(file),
                folder.resolve(file),
                StandardCopyOption.REPLACE_EXISTING);
          }
          npmCi();
          Files.copy(lock, installed, StandardCopyOption.REPLACE_EXISTING);
        }
      } catch (IOException failure) {
        throw new UncheckedIOException(failure);
      }
    }
    return folder;
  }

  private void npmCi() throws IOException {
    Process npm =
        new ProcessBuilder("npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund")
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("npm.log").toFile())
            .start();
    try {
      if (!npm.waitFor(3, TimeUnit.MINUTES) || npm.exitValue() != 0) {
        throw new IllegalStateException("npm ci failed, see " + folder.resolve("npm.log"));
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(interrupted);
    } finally {
      npm.destroyForcibly();
    }
  }
}
