package dev.signalbox.streaming.attempt;

/** What an attempt came to. */
sealed interface AttemptResult {

  /** The client has an answer, or the part of one that there was. */
  record Answered() implements AttemptResult {}

  /** The client has gone. */
  record Abandoned() implements AttemptResult {}

  /** Nothing was sent: somebody else may try. */
  record Failed(Failure failure) implements AttemptResult {}
}
