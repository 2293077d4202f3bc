package dev.signalbox.eventstore.state.web;

import dev.signalbox.eventstore.state.Moment;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Which state a client asks for: by a version or by a time, and otherwise the latest. */
final class MomentQuery {

  private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");
  private static final Instant LAST = Instant.parse("9999-12-31T00:00:00Z");

  private MomentQuery() {}

  static Moment read(
      String versionName, @Nullable Long version, String timeName, @Nullable Instant time) {
    if (version != null && time != null) {
      throw invalid(timeName, "cannot be asked for together with " + versionName);
    }
    if (version != null) {
      if (version < 0) {
        throw invalid(versionName, "must be at least 0");
      }
      return new Moment.AtVersion(version);
    }
    if (time != null) {
      if (time.isBefore(FIRST) || time.isAfter(LAST)) {
        throw invalid(timeName, "must lie between the years 1 and 9999");
      }
      return new Moment.AtTime(time);
    }
    return new Moment.Latest();
  }

  static ProblemException invalid(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, field + " " + message)
        .withError(field, message);
  }
}
