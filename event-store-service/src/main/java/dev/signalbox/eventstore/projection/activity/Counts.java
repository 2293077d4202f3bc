package dev.signalbox.eventstore.projection.activity;

/**
 * What is added to an hour of an agent.
 *
 * @param durations answers whose duration is known
 * @param durationMs of all of these together
 */
record Counts(
    long routed,
    long answered,
    long failed,
    long durations,
    long durationMs,
    long inputTokens,
    long outputTokens) {

  static final Counts ROUTED = new Counts(1, 0, 0, 0, 0, 0, 0);
  static final Counts FAILED = new Counts(0, 0, 1, 0, 0, 0, 0);
  static final Counts ANSWERED = new Counts(0, 1, 0, 0, 0, 0, 0);

  static Counts answeredAfter(long milliseconds) {
    return new Counts(0, 1, 0, 1, milliseconds, 0, 0);
  }

  static Counts tokens(long input, long output) {
    return new Counts(0, 0, 0, 0, 0, input, output);
  }

  Counts plus(Counts other) {
    return new Counts(
        routed + other.routed,
        answered + other.answered,
        failed + other.failed,
        durations + other.durations,
        durationMs + other.durationMs,
        inputTokens + other.inputTokens,
        outputTokens + other.outputTokens);
  }
}
