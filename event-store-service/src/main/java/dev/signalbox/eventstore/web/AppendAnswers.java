package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.ExpectedVersion;
import dev.signalbox.kit.problem.ProblemException;
import org.springframework.http.ResponseEntity;

/** What a client is told of an append. */
final class AppendAnswers {

  private AppendAnswers() {}

  static ResponseEntity<AppendAnswer> answer(Append append, AppendOutcome outcome) {
    return switch (outcome) {
      case AppendOutcome.Appended appended ->
          ResponseEntity.status(201).body(AppendAnswer.of(appended.places()));
      case AppendOutcome.Repeated repeated -> ResponseEntity.ok(AppendAnswer.of(repeated.places()));
      case AppendOutcome.WrongVersion wrong -> throw wrongVersion(append, wrong);
      case AppendOutcome.IdTaken taken ->
          throw new ProblemException(
                  EventStoreProblem.EVENT_ID_TAKEN,
                  "The log has another event with the id " + taken.eventId() + "; use a new id")
              .with("event_id", taken.eventId());
      case AppendOutcome.Overtaken overtaken ->
          throw new ProblemException(
                  EventStoreProblem.CONDITION_FAILED,
                  "Event "
                      + overtaken.eventId()
                      + " matches the condition; read what happened since and decide again")
              .with("event_id", overtaken.eventId());
      case AppendOutcome.Unstorable unstorable ->
          throw new ProblemException(EventStoreProblem.UNSTORABLE_EVENT, unstorable.reason());
    };
  }

  private static ProblemException wrongVersion(Append append, AppendOutcome.WrongVersion wrong) {
    ExpectedVersion expected =
        append.expectations().stream()
            .filter(one -> one.stream().equals(wrong.stream()))
            .findFirst()
            .orElseThrow()
            .expected();
    return new ProblemException(
            EventStoreProblem.WRONG_EXPECTED_VERSION,
            "Expected "
                + inWords(expected)
                + " but "
                + (wrong.actual() == 0
                    ? "there is no stream " + wrong.stream()
                    : "stream " + wrong.stream() + " is at version " + wrong.actual())
                + "; read what happened since and decide again")
        .with("stream", wrong.stream().value())
        .with("expected_version", value(expected))
        .with("actual_version", wrong.actual());
  }

  private static String inWords(ExpectedVersion expected) {
    return switch (expected) {
      case ExpectedVersion.Exactly(long version) ->
          version == 0 ? "no stream" : "version " + version;
      case ExpectedVersion.Exists() -> "a stream";
      case ExpectedVersion.Any() -> "any version";
    };
  }

  private static Object value(ExpectedVersion expected) {
    return switch (expected) {
      case ExpectedVersion.Exactly(long version) -> version;
      case ExpectedVersion.Exists() -> "exists";
      case ExpectedVersion.Any() -> "any";
    };
  }
}
