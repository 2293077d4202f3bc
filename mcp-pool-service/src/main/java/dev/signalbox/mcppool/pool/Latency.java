package dev.signalbox.mcppool.pool;

/**
 * What calls took of late: it goes up with the first slow call, comes down with quick ones, and is
 * forgotten with time, so that a connection that was slow once is tried again.
 */
final class Latency {
  private static final double MEMORY_NANOS = 10e9;

  /** Below it, there is nothing to remember. */
  private static final double LEAST_NANOS = 1e3;

  private double nanos;
  private long asOf;

  synchronized void record(long took, long now) {
    double before = at(now);
    double kept = Math.exp(-(now - asOf) / MEMORY_NANOS);
    nanos = took >= before ? took : before + took * (1 - kept);
    asOf = now;
  }

  /** In nanoseconds; 0 if it is not known. */
  synchronized double at(long now) {
    double left = nanos * Math.exp(-(now - asOf) / MEMORY_NANOS);
    return left < LEAST_NANOS ? 0 : left;
  }
}
