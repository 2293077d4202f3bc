package dev.signalbox.streaming.limit;

import java.util.List;

/** What a request has taken of its limits. It must be closed, whatever became of the request. */
public final class Allowance implements AutoCloseable {

  private final UsageLimits limits;
  private final List<Standing> standings;
  private boolean attempted;
  private long tokens;
  private boolean closed;

  Allowance(UsageLimits limits, List<Standing> standings) {
    this.limits = limits;
    this.standings = List.copyOf(standings);
  }

  /** How the limits stand that apply. */
  public List<Standing> standings() {
    return standings;
  }

  /**
   * A provider has been asked and has counted so many tokens; of one that was given up for another,
   * that may be known only after all else is over.
   */
  public synchronized void spent(long counted) {
    attempted = true;
    tokens += counted;
    if (closed && counted > 0) {
      standings.stream()
          .filter(standing -> standing.measure() == Measure.TOKENS_PER_MINUTE)
          .forEach(standing -> limits.giveBack(standing, -counted));
    }
  }

  /** Gives back what was not used: all of it when no provider was asked. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      standings.forEach(this::settle);
    }
  }

  private void settle(Standing standing) {
    long unused =
        switch (standing.measure()) {
          case PARALLEL_REQUESTS -> standing.amount();
          case TOKENS_PER_MINUTE -> standing.amount() - tokens;
          case REQUESTS_PER_MINUTE, REQUESTS_PER_HOUR -> attempted ? 0 : standing.amount();
        };
    if (unused != 0) {
      limits.giveBack(standing, unused);
    }
  }
}
