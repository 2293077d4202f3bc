package dev.signalbox.streaming.web;

import jakarta.servlet.http.HttpServletResponse;
import java.math.BigDecimal;
import java.time.Duration;

/** Tells how much of the time until an answer began, or was refused, was our own. */
final class OverheadHeader {

  private OverheadHeader() {}

  static void add(HttpServletResponse response, Duration overhead) {
    response.setHeader(
        "X-Signalbox-Overhead-Ms", BigDecimal.valueOf(overhead.toNanos() / 1_000, 3).toString());
  }
}
