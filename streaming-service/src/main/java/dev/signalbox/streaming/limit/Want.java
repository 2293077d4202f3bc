package dev.signalbox.streaming.limit;

/** What several requests want of one limit. */
record Want(long quota, long least, long sum) {

  /** Whoever wants more than there ever is gets nothing, and takes nothing from the others. */
  static Want of(Demand demand) {
    return new Want(demand.quota(), demand.amount(), demand.amount());
  }

  Want and(Want other) {
    if (other.least > other.quota) {
      return this;
    }
    return least > quota
        ? other
        : new Want(other.quota, Math.min(least, other.least), sum + other.sum);
  }
}
