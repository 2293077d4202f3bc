package dev.signalbox.eventstore.replay.web;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.replay.Replaying.End;
import dev.signalbox.eventstore.replay.Replaying.Wish;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/**
 * What is to be published again.
 *
 * @param from a checkpoint after which, or a time from which on; null: the beginning of the log
 * @param to a checkpoint up to which, or a time before which; null: the end as it is now
 * @param rate events a second
 */
record ReplayForm(
    @Nullable String from,
    @Nullable String to,
    @Nullable SelectionForm selection,
    @NotBlank String topic,
    @Nullable @Min(1) Integer rate) {

  private static final int USUAL_RATE = 100;

  /** Which events of the range. */
  record SelectionForm(@Nullable String category, @Nullable String type, @Nullable String tag) {}

  Wish wish(String requestedBy) {
    return new Wish(
        end("from", from),
        end("to", to),
        selection == null
            ? Selection.ALL
            : new Selection(selection.category(), selection.type(), selection.tag()),
        topic,
        rate == null ? USUAL_RATE : rate,
        requestedBy);
  }

  private static End end(String field, @Nullable String text) {
    if (text == null) {
      return new End(null, null);
    }
    return Checkpoint.parse(text)
        .map(place -> new End(place, null))
        .orElseGet(() -> time(field, text));
  }

  private static End time(String field, String text) {
    try {
      return new End(null, OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, "Pass a checkpoint or a time as " + field, e)
          .withError(field, "must be a checkpoint or an RFC 3339 time");
    }
  }
}
