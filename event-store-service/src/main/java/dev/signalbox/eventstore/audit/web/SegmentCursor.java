package dev.signalbox.eventstore.audit.web;

import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a list of segments goes on. */
final class SegmentCursor {

  private static final Pattern FORM = Pattern.compile("s(\\d{1,18})");

  private SegmentCursor() {}

  static String at(long number) {
    return "s" + number;
  }

  static long read(String cursor) {
    Matcher matcher = FORM.matcher(cursor);
    if (!matcher.matches()) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, "Pass next_cursor of the previous page as cursor")
          .withError("cursor", "is not a cursor of this list");
    }
    return Long.parseLong(matcher.group(1));
  }
}
