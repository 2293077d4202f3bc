package dev.signalbox.mcppool.local;

/** A server within this process cannot work; the message says why, for people. */
public final class LocalServerFailed extends Exception {
  private static final long serialVersionUID = 1L;

  public LocalServerFailed(String reason) {
    super(reason);
  }
}
