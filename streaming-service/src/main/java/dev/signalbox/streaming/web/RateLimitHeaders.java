package dev.signalbox.streaming.web;

import dev.signalbox.streaming.limit.Standing;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Tells clients how their limits stand, in the fields of the IETF's draft "RateLimit header fields
 * for HTTP" (draft-ietf-httpapi-ratelimit-headers-10, sections 3 and 4).
 */
final class RateLimitHeaders {

  private RateLimitHeaders() {}

  static void add(HttpServletResponse response, List<Standing> standings, Instant now) {
    if (standings.isEmpty()) {
      return;
    }
    response.setHeader(
        "RateLimit-Policy",
        standings.stream().map(RateLimitHeaders::policy).collect(Collectors.joining(", ")));
    response.setHeader(
        "RateLimit",
        standings.stream().map(standing -> state(standing, now)).collect(Collectors.joining(", ")));
  }

  private static String policy(Standing standing) {
    String quota = '"' + standing.name() + "\";q=" + standing.quota();
    return standing.seconds() == 0 ? quota : quota + ";w=" + standing.seconds();
  }

  private static String state(Standing standing, Instant now) {
    String left = '"' + standing.name() + "\";r=" + standing.leftOver();
    Instant end = standing.resetsAt();
    return end == null ? left : left + ";t=" + Math.max(0, Duration.between(now, end).toSeconds());
  }
}
