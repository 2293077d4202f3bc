package dev.signalbox.streaming.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.List;

/** Tells which models were tried or left out before an answer, or before it was given up. */
final class PassedOverHeader {

  private PassedOverHeader() {}

  static void add(HttpServletResponse response, List<String> passedOver) {
    if (!passedOver.isEmpty()) {
      response.setHeader(
          "X-Signalbox-Passed-Over", HeaderText.printable(String.join(",", passedOver)));
    }
  }
}
