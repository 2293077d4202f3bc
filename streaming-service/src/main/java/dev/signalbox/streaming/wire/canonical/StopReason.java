package dev.signalbox.streaming.wire.canonical;

/** Why an answer ends. */
public enum StopReason {
  /** The model has said what it had to say. */
  END,
  STOP_SEQUENCE,
  MAX_TOKENS,
  TOOL_CALLS,
  /** The provider holds something back. */
  CONTENT_FILTER,
  /** The model declines. */
  REFUSAL,
  /** Something the other protocols do not know. */
  OTHER
}
