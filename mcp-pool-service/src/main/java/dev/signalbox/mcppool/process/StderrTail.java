package dev.signalbox.mcppool.process;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drains what a process says on its standard error into the log, so many lines a second and no
 * more, and keeps the last lines to explain its end with.
 */
public final class StderrTail {
  private static final Logger LOG = LoggerFactory.getLogger(StderrTail.class);
  private static final int KEPT_LINES = 20;
  private static final int READ_LENGTH = 8 * 1024;
  private static final int LINE_LENGTH = 500;
  private static final long PATIENCE_MILLIS = 200;
  private static final int LOGGED_PER_SECOND = 20;

  private final UnaryOperator<String> redaction;
  private final Deque<String> lines = new ArrayDeque<>();
  private final CountDownLatch ended = new CountDownLatch(1);
  private long second;
  private int loggedInSecond;

  /**
   * @param redaction takes out what must not reach a log
   */
  public StderrTail(UnaryOperator<String> redaction) {
    this.redaction = redaction;
  }

  /** The last line that says something, once all was read or a moment has passed. */
  public Optional<String> lastLine() {
    try {
      if (!ended.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS)) {
        LOG.trace("The standard error is still open");
      }
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
    synchronized (lines) {
      return Optional.ofNullable(lines.peekLast());
    }
  }

  void follow(String name, InputStream errors) {
    Thread.ofPlatform().daemon().name("mcp-" + name + "-stderr").start(() -> drain(name, errors));
  }

  private void drain(String name, InputStream errors) {
    byte[] chunk = new byte[8 * 1024];
    StringBuilder line = new StringBuilder();
    try (errors) {
      for (int read = errors.read(chunk); read >= 0; read = errors.read(chunk)) {
        for (String part :
            new String(chunk, 0, read, StandardCharsets.UTF_8).splitWithDelimiters("\n", 0)) {
          if (part.equals("\n")) {
            add(name, line.toString());
            line.setLength(0);
          } else if (line.length() < READ_LENGTH) {
            line.append(part);
          }
        }
      }
    } catch (IOException ended) {
      LOG.trace("{}: its standard error ended", name, ended);
    }
    add(name, line.toString());
    ended.countDown();
  }

  private void add(String name, String raw) {
    String redacted = redaction.apply(raw).strip();
    if (redacted.isEmpty()) {
      return;
    }
    String line = redacted.substring(0, Math.min(redacted.length(), LINE_LENGTH));
    synchronized (lines) {
      lines.addLast(line);
      if (lines.size() > KEPT_LINES) {
        lines.removeFirst();
      }
    }
    long now = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime());
    if (now != second) {
      second = now;
      loggedInSecond = 0;
    }
    if (++loggedInSecond <= LOGGED_PER_SECOND) {
      LOG.info("{}: {}", name, line);
    }
  }
}
