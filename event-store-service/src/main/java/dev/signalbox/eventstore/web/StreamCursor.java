package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Where a reader of a stream goes on. */
final class StreamCursor {

  private static final Pattern FORM = Pattern.compile("v(\\d{1,18})");

  private StreamCursor() {}

  /** The first version to read: the cursor's if there is one. */
  static long from(@Nullable String cursor, long fromVersion) {
    if (cursor == null) {
      return fromVersion;
    }
    Matcher matcher = FORM.matcher(cursor);
    if (!matcher.matches()) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, "Pass next_cursor of the previous page as cursor")
          .withError("cursor", "is not a cursor of this list");
    }
    return Long.parseLong(matcher.group(1));
  }

  static String after(RecordedEvent last, StreamRange range) {
    return "v" + rangeAfter(last, range).fromVersion();
  }

  /** What is left of a range behind an event. */
  static StreamRange rangeAfter(RecordedEvent last, StreamRange range) {
    return switch (range.direction()) {
      case FORWARDS -> StreamRange.from(last.version() + 1).asOf(range.asOf());
      case BACKWARDS -> StreamRange.backFrom(last.version() - 1).asOf(range.asOf());
    };
  }
}
