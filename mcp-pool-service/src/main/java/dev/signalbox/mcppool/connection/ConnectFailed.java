package dev.signalbox.mcppool.connection;

/** A server could not be reached or did not shake hands; the message says why, for people. */
final class ConnectFailed extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean refused;

  ConnectFailed(String reason) {
    this(reason, false);
  }

  private ConnectFailed(String reason, boolean refused) {
    super(reason);
    this.refused = refused;
  }

  /** It was reached, and it said no or nothing that makes sense. */
  static ConnectFailed refused(String reason) {
    return new ConnectFailed(reason, true);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  boolean isRefused() {
    return refused;
  }
}
