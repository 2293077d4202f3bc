package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.log.AppendOutcome;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogProperties;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import jakarta.validation.Valid;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Streams: append to one, read one. A name is percent-encoded: {@code conversation%2Fconv_...}. */
@RestController
@RequestMapping("/api/v1/streams/{stream}")
class StreamController {

  private final EventLog log;
  private final ReadingAppends appends;
  private final PageLimit limit;

  StreamController(EventLog log, ReadingAppends appends, LogProperties properties) {
    this.log = log;
    this.appends = appends;
    this.limit = new PageLimit(properties.maxEventsPerPage());
  }

  @PostMapping("/events")
  ResponseEntity<AppendAnswer> append(
      @PathVariable String stream,
      @Valid @RequestBody AppendForm form,
      @RequestHeader(required = false) @Nullable String traceparent,
      Caller caller) {
    StreamName name = streamName(stream);
    return switch (log.append(appends.read(name, form, sourceOf(caller), traceparent))) {
      case AppendOutcome.Appended appended ->
          ResponseEntity.status(201).body(AppendAnswer.of(appended.places()));
      case AppendOutcome.Repeated repeated -> ResponseEntity.ok(AppendAnswer.of(repeated.places()));
      case AppendOutcome.WrongVersion wrong -> throw wrongVersion(wrong, form);
      case AppendOutcome.IdTaken taken ->
          throw new ProblemException(
                  EventStoreProblem.EVENT_ID_TAKEN,
                  "The log has another event with the id " + taken.eventId() + "; use a new id")
              .with("event_id", taken.eventId());
      case AppendOutcome.Unstorable unstorable ->
          throw new ProblemException(EventStoreProblem.UNSTORABLE_EVENT, unstorable.reason());
    };
  }

  @GetMapping
  StreamPage read(
      @PathVariable String stream,
      @RequestParam(name = "from_version", defaultValue = "1") long fromVersion,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    StreamName name = streamName(stream);
    Page page = log.read(name, StreamCursor.from(cursor, fromVersion), this.limit.of(limit));
    long version =
        log.version(name)
            .orElseThrow(
                () ->
                    new ProblemException(
                        EventStoreProblem.UNKNOWN_STREAM, "There is no stream " + name));
    return new StreamPage(
        name.value(),
        version,
        page.events().stream().map(EventView::of).toList(),
        page.more() ? StreamCursor.after(page.events().getLast().version()) : null);
  }

  private static StreamName streamName(String value) {
    return StreamName.parse(value)
        .orElseThrow(
            () ->
                new ProblemException(
                    EventStoreProblem.INVALID_STREAM_NAME,
                    "Name the stream category/id and percent-encode the slash in the path"));
  }

  private static String sourceOf(Caller caller) {
    return caller.keyId() == null ? "caller/" + caller.subject() : "key/" + caller.keyId();
  }

  private static ProblemException wrongVersion(AppendOutcome.WrongVersion wrong, AppendForm form) {
    return new ProblemException(
            EventStoreProblem.WRONG_EXPECTED_VERSION,
            "Expected "
                + form.expectedVersion()
                + " but "
                + (wrong.actual() == 0
                    ? "there is no stream " + wrong.stream()
                    : "the stream is at version " + wrong.actual())
                + "; read what happened since and decide again")
        .with("expected_version", form.expectedVersion())
        .with("actual_version", wrong.actual());
  }
}
