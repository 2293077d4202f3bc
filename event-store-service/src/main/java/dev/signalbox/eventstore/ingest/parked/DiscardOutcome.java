package dev.signalbox.eventstore.ingest.parked;

/** What became of the wish to discard a parked record. */
public enum DiscardOutcome {
  /** Now or before. */
  DISCARDED,
  UNKNOWN,
  /** It is in the log, which nothing is taken out of. */
  FILED
}
