package dev.signalbox.mcppool.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Real MCP servers, installed from npm under {@code target}. */
public final class NpmServers {
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

  static Path folder() {
    return NpmFolder.of("/servers", "npm").install();
  }
}
