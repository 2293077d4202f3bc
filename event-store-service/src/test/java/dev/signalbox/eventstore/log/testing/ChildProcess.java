package dev.signalbox.eventstore.log.testing;

import dev.signalbox.kit.testing.TestDatabase;
import java.io.BufferedReader;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * A JVM of its own, which says in lines what it does. Whatever it said before it was killed is
 * known, and it ends with its parent.
 */
public final class ChildProcess implements AutoCloseable {

  private static final String MARK = "> ";
  private static final String RUNNING = "running";

  private final Process process;
  private final Queue<String> said = new ConcurrentLinkedQueue<>();
  private final CountDownLatch running = new CountDownLatch(1);
  private final Thread listening;

  private ChildProcess(Process process) {
    this.process = process;
    this.listening = Thread.ofVirtual().start(this::listen);
  }

  /**
   * Starts the class, and waits until it is running.
   *
   * @param main is given the database's URL, the role, its password and the others
   */
  public static ChildProcess start(
      Class<?> main, TestDatabase server, String role, String... others) throws Exception {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx128m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                main.getName(),
                server.url(),
                role,
                server.createService(role)));
    command.addAll(List.of(others));
    ChildProcess child =
        new ChildProcess(
            new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start());
    child.running.await();
    if (!child.said().contains(RUNNING)) {
      throw new IllegalStateException(main.getName() + " ended before it was running");
    }
    return child;
  }

  private void listen() {
    try (BufferedReader lines = process.inputReader()) {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        if (line.startsWith(MARK)) {
          said.add(line.substring(MARK.length()));
        }
        if (line.equals(MARK + RUNNING)) {
          running.countDown();
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      running.countDown();
    }
  }

  /** What it has said so far. */
  public List<String> said() {
    return List.copyOf(said);
  }

  /** With SIGKILL; then everything it said is known. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
    listening.join();
  }

  /** Lets it end by itself. */
  public void end() throws Exception {
    process.getOutputStream().close();
    process.waitFor();
    listening.join();
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  /** For the child: says that it is running, and returns once its parent lets it end. */
  public static void runUntilTheEnd() throws IOException {
    say(RUNNING);
    while (System.in.read() >= 0) {
      // Until the parent closes the other end.
    }
  }

  /** For the child: a line, which a kill cannot cut, because the system takes all or none of it. */
  public static void say(String line) {
    byte[] bytes = (MARK + line + "\n").getBytes(StandardCharsets.UTF_8);
    try {
      Output.STREAM.write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** For the child: logs nothing but errors. */
  public static void logErrorsOnly() {
    LoggingSystem.get(ChildProcess.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
  }

  private static final class Output {

    private static final FileOutputStream STREAM = new FileOutputStream(FileDescriptor.out);
  }
}
