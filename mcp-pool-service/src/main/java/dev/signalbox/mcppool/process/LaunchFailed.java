package dev.signalbox.mcppool.process;

/** A process could not be started; the message says why, for people. */
public final class LaunchFailed extends Exception {
  private static final long serialVersionUID = 1L;

  LaunchFailed(String reason) {
    super(reason);
  }
}
