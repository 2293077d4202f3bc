package dev.signalbox.kit.supervision;

import java.io.IOException;
import java.io.InputStream;

/**
 * Notices that the supervising process is gone: it holds the other end of this process's standard
 * input, which ends with it, however it dies.
 */
public final class SupervisionWatch {
  /** The variable that a supervisor sets to {@code true}. */
  public static final String VARIABLE = "SIGNALBOX_SUPERVISED";

  private SupervisionWatch() {}

  /** Watches standard input if the process is supervised, and does nothing otherwise. */
  public static void start(Runnable onEnd) {
    if (Boolean.parseBoolean(System.getenv(VARIABLE))) {
      watch(System.in, onEnd);
    }
  }

  static Thread watch(InputStream supervisor, Runnable onEnd) {
    return Thread.ofPlatform()
        .daemon()
        .name("supervision")
        .start(
            () -> {
              awaitEnd(supervisor);
              onEnd.run();
            });
  }

  private static void awaitEnd(InputStream supervisor) {
    byte[] ignored = new byte[256];
    try {
      int read;
      do {
        read = supervisor.read(ignored);
      } while (read >= 0);
    } catch (IOException e) {
      return; // A broken pipe ends supervision just as well.
    }
  }
}
