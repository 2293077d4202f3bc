package dev.signalbox.cost.budget;

import java.time.Duration;
import java.time.Instant;

/** A database whose time a test moves. */
public final class MovableTime implements DatabaseTime {

  private volatile Instant now;

  public MovableTime(Instant now) {
    this.now = now;
  }

  @Override
  public Instant now() {
    return now;
  }

  public void advance(Duration by) {
    now = now.plus(by);
  }

  public void set(Instant moment) {
    now = moment;
  }
}
