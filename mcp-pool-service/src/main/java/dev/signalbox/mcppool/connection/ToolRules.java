package dev.signalbox.mcppool.connection;

import java.time.Duration;
import tools.jackson.databind.JsonNode;

/**
 * What holds for every list of tools.
 *
 * @param maxTools tools of one server
 * @param defaultTtl how long a list is good whose server does not say; none did before 2026-07-28
 */
record ToolRules(int maxTools, Duration defaultTtl) {
  static final Duration LONGEST_TTL = Duration.ofDays(1);

  /** 2026-07-28, server, caching, time-to-live: what is negative counts as 0. */
  Duration ttl(JsonNode milliseconds) {
    return milliseconds.isIntegralNumber()
        ? Duration.ofMillis(Math.clamp(milliseconds.asLong(0), 0, LONGEST_TTL.toMillis()))
        : defaultTtl;
  }
}
