package dev.signalbox.eventstore.projection;

/** What a projection is doing; a failed one is tried again. */
public enum State {
  LIVE,
  REBUILDING,
  PAUSED,
  FAILED
}
