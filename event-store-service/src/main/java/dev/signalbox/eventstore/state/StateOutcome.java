package dev.signalbox.eventstore.state;

/** The state that was asked for, or why there is none. */
public sealed interface StateOutcome {

  /** There it is. */
  record Folded(StreamState state) implements StateOutcome {}

  /** No event was ever appended to the stream. */
  record NoStream() implements StateOutcome {}

  /**
   * The stream is not that long.
   *
   * @param actual its version
   */
  record NoVersion(long actual) implements StateOutcome {}

  /**
   * The state is larger than states may be.
   *
   * @param version the first one at which it is
   */
  record TooLarge(long version) implements StateOutcome {}
}
