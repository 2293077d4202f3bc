package dev.signalbox.streaming.limit;

import java.util.List;

/** A request is over a limit, and has taken nothing of any. */
public final class LimitReachedException extends RuntimeException {

  private final List<Standing> standings;

  LimitReachedException(List<Standing> standings) {
    super("over a limit");
    this.standings = List.copyOf(standings);
  }

  /** All limits that apply; at least one refuses. */
  public List<Standing> standings() {
    return standings;
  }
}
