package dev.signalbox.kit.idempotency;

/** What is known about a request that carries an idempotency key. */
sealed interface Claim {
  /** It is the first one: run it. */
  record First() implements Claim {}

  /** The first one still runs. */
  record Running() implements Claim {}

  /** The key was used for another body. */
  record Reused() implements Claim {}

  /** It has been answered. */
  record Answered(StoredAnswer answer) implements Claim {}
}
