package dev.signalbox.mcppool.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The protocol's own reference server, installed from npm under {@code target}. */
public final class EverythingServer implements AutoCloseable {
  private static final List<String> FILES = List.of("package.json", "package-lock.json", ".npmrc");
  private static final String SCRIPT =
      "node_modules/@modelcontextprotocol/server-everything/dist/index.js";

  private final Process process;
  private final int port;

  private EverythingServer(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /** The arguments with which {@code node} runs it over stdio. */
  public static List<String> stdioArguments() {
    return List.of(installed().resolve(SCRIPT).toString(), "stdio");
  }

  /** Runs it over streamable HTTP, and waits until it answers. */
  public static EverythingServer overHttp() {
    return overHttp(freePort());
  }

  public static EverythingServer overHttp(int port) {
    return run("streamableHttp", port);
  }

  /** Runs it over the first HTTP transport, and waits until it answers. */
  public static EverythingServer overSse() {
    return run("sse", freePort());
  }

  private static EverythingServer run(String transport, int port) {
    ProcessBuilder builder =
        new ProcessBuilder("node", installed().resolve(SCRIPT).toString(), transport)
            .redirectErrorStream(true)
            .redirectOutput(Path.of("target", "everything-" + port + ".log").toFile());
    builder.environment().put("PORT", Integer.toString(port));
    try {
      EverythingServer server = new EverythingServer(builder.start(), port);
      Awaitility.await().atMost(Duration.ofSeconds(30)).until(server::accepts);
      return server;
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  public URI url() {
    return URI.create("http://127.0.0.1:" + port + "/mcp");
  }

  public URI sseUrl() {
    return URI.create("http://127.0.0.1:" + port + "/sse");
  }

  public int port() {
    return port;
  }

  @Override
  public void close() {
    process.destroyForcibly();
    Awaitility.await().until(() -> !process.isAlive());
  }

  private boolean accepts() {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      return socket.isConnected();
    } catch (IOException notYet) {
      return false;
    }
  }

  /** {@code npm ci}, once for each content of the lock file. */
  private static synchronized Path installed() {
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

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
