package dev.signalbox.mcppool.helpscout;

/** Help Scout did not do what it was asked; the message says why, for people and models. */
final class HelpScoutFailure extends Exception {
  private static final long serialVersionUID = 1L;

  HelpScoutFailure(String reason) {
    super(reason);
  }

  String reason() {
    return String.valueOf(getMessage());
  }
}
