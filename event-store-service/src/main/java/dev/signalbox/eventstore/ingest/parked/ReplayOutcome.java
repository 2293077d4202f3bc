package dev.signalbox.eventstore.ingest.parked;

/** What became of the wish to file a parked record. */
public sealed interface ReplayOutcome {

  /** It was tried, or filed before; its state says with what result. */
  record Tried(ParkedRecord record) implements ReplayOutcome {}

  record Unknown() implements ReplayOutcome {}

  /** Its content is gone. */
  record Discarded() implements ReplayOutcome {}

  /** Another consumer gave it up, and filing it does not help that one. */
  record NotOurs(String consumer) implements ReplayOutcome {}
}
