package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.standalone.platform.LauncherException;
import dev.signalbox.standalone.probe.HttpProbe;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that answers HTTP on this machine and ends with the benchmark. */
final class Child implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final Duration LOOK = Duration.ofMillis(50);

  private final Process process;
  private final int port;

  private Child(Process process, int port) {
    this.process = process;
    this.port = port;
  }

  /**
   * Starts it and waits until it answers.
   *
   * @param environment beside this process's own
   * @param readiness a path that is answered with 200 as soon as it is ready
   */
  static Child start(
      String name,
      List<String> command,
      Path folder,
      Map<String, String> environment,
      int port,
      int readinessPort,
      String readiness,
      Path log)
      throws InterruptedException {
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile());
    builder.environment().putAll(environment);
    Process process;
    try {
      process = builder.start();
    } catch (IOException e) {
      throw LauncherException.failed(name + " cannot be started: " + e.getMessage());
    }
    Child child = new Child(process, port);
    long until = System.nanoTime() + PATIENCE.toNanos();
    while (!HttpProbe.ok(readinessPort, readiness)) {
      if (!process.isAlive() || System.nanoTime() > until) {
        child.close();
        throw LauncherException.failed(name + " did not become ready; see " + log);
      }
      Thread.sleep(LOOK);
    }
    return child;
  }

  static int freePort() {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  int port() {
    return port;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(10, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
