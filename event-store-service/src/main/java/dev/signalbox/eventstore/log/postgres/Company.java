package dev.signalbox.eventstore.log.postgres;

import dev.signalbox.eventstore.log.LogProperties;

/**
 * How many appends should go together, and how long to wait for those that are not there yet. A
 * commit for many costs little more than one for a single append, and whoever was just answered
 * often appends again at once; so a leader that comes right after a commit waits a fraction of that
 * commit's time until as many are there as lately appended at a time. Not thread-safe.
 */
final class Company {

  /** What part of a commit's time may be lost to save some of the next one. */
  private static final int FRACTION = 4;

  private final LogProperties.GroupCommit properties;
  private int expected = 1;
  private long until;

  Company(LogProperties.GroupCommit properties) {
    this.properties = properties;
  }

  /** How many may lead if so many append at a time. */
  int leadersFor(int active) {
    return Math.clamp(active / properties.appendsPerLeader(), 1, properties.leaders());
  }

  /**
   * A commit has ended.
   *
   * @param active how many appended at its end: in it, in others, or waiting
   */
  void commitEnded(int active, long beganNanos, long nowNanos) {
    expected = Math.min(active / leadersFor(active), properties.maxAppends());
    until = nowNanos + (nowNanos - beganNanos) / FRACTION;
  }

  /** How long to wait for more; 0 or less if no longer. */
  long nanosLeft(int waiting, long nowNanos) {
    return waiting >= expected ? 0 : until - nowNanos;
  }
}
