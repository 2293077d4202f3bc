package dev.signalbox.routing.run;

/** What came of a message that is sent again. */
sealed interface Earlier {

  /** The answer that was given. */
  record Answered(Answer answer) implements Earlier {}

  /** Nobody fitted. */
  record Abstained(NoSuitableAgent outcome) implements Earlier {}
}
