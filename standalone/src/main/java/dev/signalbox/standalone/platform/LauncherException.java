package dev.signalbox.standalone.platform;

/** Something a person must know and can act on: one clear line and an exit code. */
public final class LauncherException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** The work itself failed. */
  public static final int FAILED = 1;

  /** Wrong usage, or the machine lacks something: nothing was started. */
  public static final int USAGE = 2;

  private final int exitCode;

  private LauncherException(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  public static LauncherException failed(String message) {
    return new LauncherException(FAILED, message);
  }

  public static LauncherException usage(String message) {
    return new LauncherException(USAGE, message);
  }

  public int exitCode() {
    return exitCode;
  }
}
