package dev.signalbox.eventstore.subscription.web;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.subscription.Start;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.time.DateTimeException;
import java.time.OffsetDateTime;

/** Places where a subscription begins, as clients write them. */
final class Starts {

  private Starts() {}

  static Start read(String field, String text) {
    return switch (text) {
      case "beginning" -> new Start.Beginning();
      case "now" -> new Start.Now();
      default ->
          Checkpoint.parse(text).<Start>map(Start.After::new).orElseGet(() -> time(field, text));
    };
  }

  private static Start time(String field, String text) {
    try {
      return new Start.Since(OffsetDateTime.parse(text).toInstant());
    } catch (DateTimeException e) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST,
              field + " must be beginning, now, a checkpoint or an RFC 3339 time",
              e)
          .withError(field, "is none of beginning, now, a checkpoint, an RFC 3339 time");
    }
  }
}
