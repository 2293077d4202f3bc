package dev.signalbox.streaming.socket;

/** Why a connection is closed from here, with the status code of RFC 6455, section 7.4.1. */
public enum CloseReason {
  IDLE(1000, "idle"),
  TOO_OLD(1000, "connection limit reached"),
  GOING_AWAY(1001, "going away"),
  NO_SIGN_OF_LIFE(1001, "no sign of life"),
  NOT_TEXT(1003, "only text messages"),
  NOT_JSON(1007, "not a JSON object in UTF-8"),
  UNAUTHENTICATED(1008, "the caller is not known any longer"),
  TOO_LONG(1009, "message too long"),
  STALLED(1011, "the client does not read");

  private final int code;
  private final String text;

  CloseReason(int code, String text) {
    this.code = code;
    this.text = text;
  }

  public int code() {
    return code;
  }

  public String text() {
    return text;
  }
}
