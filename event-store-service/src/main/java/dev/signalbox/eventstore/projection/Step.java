package dev.signalbox.eventstore.projection;

/** What one attempt to bring a build forward came to. */
enum Step {
  /** There are more events to apply now. */
  BEHIND,
  /** Every event that can be read is applied. */
  CAUGHT_UP,
  /**
   * Nothing was done: paused, failed a moment ago, held by another process or of another edition.
   */
  RESTING
}
