package dev.signalbox.eventstore.privacy;

/** What there is of a subject's key. */
public sealed interface SubjectKey {

  /** The key. */
  record Live(DataKey key) implements SubjectKey {}

  /** It was destroyed. */
  record Destroyed() implements SubjectKey {}

  /** It is wrapped with a secret that this process was not given. */
  record Locked() implements SubjectKey {}
}
