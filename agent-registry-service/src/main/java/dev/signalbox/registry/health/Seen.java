package dev.signalbox.registry.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of an agent over some time.
 *
 * @param from the beginning of that time
 * @param uptime share of checks that it passed; null if it was not checked
 * @param errorRate share of requests that failed; null if there were none
 * @param averageResponseMs of checks and requests that did not fail
 * @param p99ResponseMs the same, to a fifth
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Seen(
    Instant from,
    long checks,
    long failedChecks,
    @Nullable Double uptime,
    long requests,
    long failedRequests,
    @Nullable Double errorRate,
    @Nullable Long averageResponseMs,
    @Nullable Long p99ResponseMs) {

  static @Nullable Double share(long part, long all) {
    return all == 0 ? null : (double) part / all;
  }
}
