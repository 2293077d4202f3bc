package dev.signalbox.eventstore.ingest.parked.web;

import dev.signalbox.eventstore.ingest.parked.ParkedRecord;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Parked records, and where to go on; a cursor is the order of the last one. */
record ParkedRecordPage(List<ParkedRecordView> data, @Nullable String nextCursor) {

  private static final Pattern CURSOR = Pattern.compile("\\d{1,18}");

  static ParkedRecordPage of(
      List<ParkedRecord> records, int limit, Function<ParkedRecord, ParkedRecordView> view) {
    return new ParkedRecordPage(
        records.stream().map(view).toList(),
        records.size() < limit ? null : Long.toString(records.getLast().order()));
  }

  static @Nullable Long order(@Nullable String cursor) {
    if (cursor == null) {
      return null;
    }
    if (!CURSOR.matcher(cursor).matches()) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, "Pass next_cursor of the previous page as cursor")
          .withError("cursor", "is not a cursor of this list");
    }
    return Long.valueOf(cursor);
  }
}
