package dev.signalbox.mcppool.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** The protocol's own reference server. */
public final class EverythingServer implements AutoCloseable {
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
    return List.of(NpmServers.folder().resolve(SCRIPT).toString(), "stdio");
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
        new ProcessBuilder("node", NpmServers.folder().resolve(SCRIPT).toString(), transport)
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

  private static int freePort() {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }
}
