package dev.signalbox.mcppool.oauth;

/** Access was not granted; the message says why, for people, without secrets. */
final class OAuthFailure extends Exception {
  private static final long serialVersionUID = 1L;

  private final boolean forGood;

  private OAuthFailure(String reason, boolean forGood) {
    super(reason);
    this.forGood = forGood;
  }

  OAuthFailure(String reason) {
    this(reason, false);
  }

  /** Trying again is of no use: a person has to grant access anew. */
  static OAuthFailure forGood(String reason) {
    return new OAuthFailure(reason, true);
  }

  String reason() {
    return String.valueOf(getMessage());
  }

  boolean isForGood() {
    return forGood;
  }
}
