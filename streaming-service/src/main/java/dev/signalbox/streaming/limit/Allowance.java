package dev.signalbox.streaming.limit;

import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/** What a request has taken of its limits. It must be closed, whatever became of the request. */
public final class Allowance implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Allowance.class);

  private final UsageWindows windows;
  private final String requestId;
  private final List<Standing> standings;
  private boolean attempted;
  private long tokens;
  private boolean closed;

  Allowance(UsageWindows windows, String requestId, List<Standing> standings) {
    this.windows = windows;
    this.requestId = requestId;
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
          .forEach(standing -> settled(() -> windows.giveBack(standing, -counted), standing));
    }
  }

  /** Gives back what was not used: all of it when no provider was asked. */
  @Override
  public synchronized void close() {
    closed = true;
    standings.forEach(standing -> settled(() -> settle(standing), standing));
  }

  private void settled(Runnable work, Standing standing) {
    try {
      work.run();
    } catch (DataAccessException e) {
      // Too much stays taken until the window ends.
      LOG.warn("{} of {} is not settled: {}", standing.name(), requestId, e.getMessage());
    }
  }

  private void settle(Standing standing) {
    switch (standing.measure()) {
      case PARALLEL_REQUESTS -> windows.land(standing, requestId);
      case TOKENS_PER_MINUTE -> {
        if (standing.amount() != tokens) {
          windows.giveBack(standing, standing.amount() - tokens);
        }
      }
      case REQUESTS_PER_MINUTE, REQUESTS_PER_HOUR -> {
        if (!attempted) {
          windows.giveBack(standing, standing.amount());
        }
      }
    }
  }
}
