package dev.signalbox.mcppool.connection;

/** A server could not be reached or did not shake hands; the message says why, for people. */
final class ConnectFailed extends Exception {
  private static final long serialVersionUID = 1L;

  ConnectFailed(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
