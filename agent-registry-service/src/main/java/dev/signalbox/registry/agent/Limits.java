package dev.signalbox.registry.agent;

/**
 * How much may be asked of an agent.
 *
 * @param maxConcurrentRequests requests in flight at once, 1 to 1,000
 * @param timeoutSeconds seconds an answer may take, 1 to 600
 */
public record Limits(int maxConcurrentRequests, int timeoutSeconds) {

  static final Limits DEFAULT = new Limits(5, 30);
  static final int MOST_CONCURRENT_REQUESTS = 1_000;

  /** No call outlives the longest deadline the gateway grants. */
  static final int LONGEST_TIMEOUT_SECONDS = 600;
}
