package dev.signalbox.kit.commit;

/**
 * How many works should go together, and how long to wait for those that are not there yet. A
 * commit for many costs little more than one for a single work, and whoever was just answered often
 * comes again at once; so a leader that comes right after a commit waits a fraction of that
 * commit's time until as many are there as lately came at a time. Not thread-safe.
 */
final class Company {

  /** What part of a commit's time may be lost to save some of the next one. */
  private static final int FRACTION = 4;

  private final GroupCommitSettings settings;
  private int expected = 1;
  private long until;

  Company(GroupCommitSettings settings) {
    this.settings = settings;
  }

  /** How many may lead if so many works come at a time. */
  int leadersFor(int active) {
    return Math.clamp(active / settings.worksPerLeader(), 1, settings.leaders());
  }

  /**
   * A commit has ended.
   *
   * @param active how many works there were at its end: in it, in others, or waiting
   */
  void commitEnded(int active, long beganNanos, long nowNanos) {
    expected = Math.min(active / leadersFor(active), settings.maxWorks());
    until = nowNanos + (nowNanos - beganNanos) / FRACTION;
  }

  /** How long to wait for more; 0 or less if no longer. */
  long nanosLeft(int waiting, long nowNanos) {
    return waiting >= expected ? 0 : until - nowNanos;
  }
}
