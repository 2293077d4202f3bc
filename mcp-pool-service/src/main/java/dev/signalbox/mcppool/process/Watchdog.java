package dev.signalbox.mcppool.process;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A shell that outlives this process by a moment. Its input is a pipe from here: when that ends,
 * which it does however this process dies, the shell kills every process with the owner's mark and
 * every session it was told of. A watchdog that dies is replaced with the next tree.
 */
final class Watchdog implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Watchdog.class);
  private static final long SECONDS_TO_LEAVE = 5;

  private final Owner owner;
  private final String script;
  private final Set<Long> sessions = new HashSet<>();
  private @Nullable Process shell;
  private boolean closed;

  Watchdog(Owner owner) {
    this.owner = owner;
    try (InputStream in = Watchdog.class.getResourceAsStream("watchdog.sh")) {
      if (in == null) {
        throw new IllegalStateException("watchdog.sh is not beside " + Watchdog.class);
      }
      this.script = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** Starts the shell unless it runs. Without one, trees are still reaped by the next start. */
  synchronized void ensureRunning() {
    if (closed || (shell != null && shell.isAlive())) {
      return;
    }
    List<String> command = new ArrayList<>(Launcher.ownSession());
    command.addAll(List.of("/bin/sh", "-c", script, "signalbox-mcp-watchdog", owner.mark()));
    ProcessBuilder builder =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().clear();
    builder.environment().put("PATH", Executables.searchPath());
    try {
      shell = builder.start();
      for (long session : sessions) {
        tell("+" + session);
      }
    } catch (IOException failure) {
      LOG.warn("No watchdog: after a kill -9 the next start reaps what is left", failure);
    }
  }

  synchronized void watch(long session) {
    sessions.add(session);
    tell("+" + session);
  }

  synchronized void forget(long session) {
    sessions.remove(session);
    tell("-" + session);
  }

  /** The pid of the shell, or -1. */
  synchronized long pid() {
    return shell == null ? -1 : shell.pid();
  }

  @Override
  public synchronized void close() {
    closed = true;
    if (shell == null) {
      return;
    }
    try {
      shell.getOutputStream().close();
      if (!shell.waitFor(SECONDS_TO_LEAVE, TimeUnit.SECONDS)) {
        shell.destroyForcibly();
      }
    } catch (IOException gone) {
      shell.destroyForcibly();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private void tell(String line) {
    if (shell == null) {
      return;
    }
    try {
      OutputStream in = shell.getOutputStream();
      in.write((line + "\n").getBytes(StandardCharsets.US_ASCII));
      in.flush();
    } catch (IOException gone) {
      LOG.warn("The watchdog is gone; the next tree brings a new one");
    }
  }
}
