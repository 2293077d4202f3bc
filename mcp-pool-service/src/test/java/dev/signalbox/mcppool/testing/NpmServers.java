package dev.signalbox.mcppool.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Real MCP servers, installed from npm under {@code target}. */
public final class NpmServers {
  private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc");

  private NpmServers() {}

  /** Lets {@code npx} find what is installed in the folder that a server will run in. */
  public static void offerIn(Path folder) {
    try {
      Files.createDirectories(folder);
      Path modules = folder.resolve("node_modules");
      if (!Files.exists(modules)) {
        Files.createSymbolicLink(modules, folder().resolve("node_modules"));
      }
      Files.copy(
          folder().resolve("package.json"),
          folder.resolve("package.json"),
          StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** {@code npm ci}, once for each content of the lock file. */
  static synchronized Path folder() {
    Path folder = Path.of("target", "npm").toAbsolutePath();
    Path installedLock = folder.resolve("installed-lock.json");
    Path wantedLock = MisbehavingServer.resource("/servers/package-lock.json");
    try {
      Files.createDirectories(folder);
      if (!Files.exists(installedLock) || Files.mismatch(installedLock, wantedLock) >= 0) {
        for (String file : FILES) {
          Files.copy(
              wantedLock.resolveSibling(file),
              folder.resolve(file),
              StandardCopyOption.REPLACE_EXISTING);
        }
        install(folder);
        Files.copy(wantedLock, installedLock, StandardCopyOption.REPLACE_EXISTING);
      }
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
    return folder;
  }

  private static void install(Path folder) throws IOException {
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
