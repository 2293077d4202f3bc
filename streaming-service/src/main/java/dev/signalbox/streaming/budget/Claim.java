package dev.signalbox.streaming.budget;

/**
 * A budget that applies to an attempt.
 *
 * @param value by which of its counters
 */
record Claim(Budget budget, String value) {

  SliceKey key() {
    return new SliceKey(budget.id(), value);
  }
}
