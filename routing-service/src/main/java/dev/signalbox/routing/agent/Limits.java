package dev.signalbox.routing.agent;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How much may be asked of an agent.
 *
 * @param maxConcurrentRequests messages it may be at work on at once, in all replicas together;
 *     null for any number
 * @param silence how long it may give no sign of life while it answers; null for any time
 */
public record Limits(@Nullable Integer maxConcurrentRequests, @Nullable Duration silence) {

  /** Only the deadline of each message counts. */
  public static final Limits NONE = new Limits(null, null);

  static Limits of(@Nullable Integer maxConcurrentRequests, @Nullable Integer timeoutSeconds) {
    return new Limits(
        maxConcurrentRequests, timeoutSeconds == null ? null : Duration.ofSeconds(timeoutSeconds));
  }
}
