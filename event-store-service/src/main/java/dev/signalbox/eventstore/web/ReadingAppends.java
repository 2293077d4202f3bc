package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.Condition;
import dev.signalbox.eventstore.log.Expectation;
import dev.signalbox.eventstore.log.ExpectedVersion;
import dev.signalbox.eventstore.log.LogProperties;
import dev.signalbox.eventstore.log.Match;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Makes an append of what a client sent, or says what is wrong with it. */
@Component
class ReadingAppends {

  private final LogProperties limits;

  ReadingAppends(LogProperties limits) {
    this.limits = limits;
  }

  Append read(StreamName stream, AppendForm form, String source, @Nullable String traceparent) {
    ExpectedVersion expected = expectedVersion(form.expectedVersion(), "expected_version");
    List<NewEvent> events =
        events(
            form.events(),
            (event, field) -> {
              if (event.stream() != null) {
                throw invalid(field + "stream", "is for appends to several streams");
              }
              return stream;
            },
            source,
            traceparent);
    return provided(Append.to(stream, expected, events), form.condition());
  }

  Append read(AppendManyForm form, String source, @Nullable String traceparent) {
    List<AppendManyForm.ExpectationForm> asked =
        form.expectations() == null ? List.of() : form.expectations();
    List<Expectation> expectations =
        IntStream.range(0, asked.size())
            .mapToObj(index -> expectation(asked.get(index), "expectations[" + index + "]."))
            .toList();
    if (expectations.stream().map(Expectation::stream).distinct().count() < asked.size()) {
      throw invalid("expectations", "names a stream twice");
    }
    List<NewEvent> events =
        events(
            form.events(),
            (event, field) -> streamName(event.stream(), field + "stream"),
            source,
            traceparent);
    return provided(new Append(expectations, events), form.condition());
  }

  private static Expectation expectation(AppendManyForm.ExpectationForm form, String field) {
    return new Expectation(
        streamName(form.stream(), field + "stream"),
        expectedVersion(form.expectedVersion(), field + "expected_version"));
  }

  private static StreamName streamName(@Nullable String name, String field) {
    if (name == null) {
      throw invalid(field, "is missing");
    }
    return StreamName.parse(name).orElseThrow(() -> invalid(field, "must be category/id"));
  }

  private static Append provided(Append append, @Nullable ConditionForm form) {
    if (form == null) {
      return append;
    }
    List<Match> none = new ArrayList<>();
    for (ConditionForm.MatchForm match : form.none()) {
      Set<String> types = match.types() == null ? Set.of() : new HashSet<>(match.types());
      Set<String> tags = match.tags() == null ? Set.of() : new HashSet<>(match.tags());
      if (types.isEmpty() && tags.isEmpty()) {
        throw invalid("condition.none[" + none.size() + "]", "must name types or tags");
      }
      none.add(new Match(types, tags));
    }
    return append.provided(new Condition(none, Checkpoints.read(form.after())));
  }

  private List<NewEvent> events(
      List<EventForm> forms, StreamOf streamOf, String source, @Nullable String traceparent) {
    if (forms.size() > limits.maxEventsPerAppend()) {
      throw new ProblemException(
          EventStoreProblem.TOO_MANY_EVENTS,
          "Append at most " + limits.maxEventsPerAppend() + " events at once");
    }
    List<NewEvent> events = new ArrayList<>(forms.size());
    for (EventForm form : forms) {
      String field = "events[" + events.size() + "].";
      events.add(
          event(streamOf.stream(form, field), form, events.size(), field, source, traceparent));
    }
    if (events.stream().map(NewEvent::id).distinct().count() < events.size()) {
      throw invalid("events", "Two events have the same id");
    }
    return events;
  }

  private interface StreamOf {
    StreamName stream(EventForm event, String field);
  }

  private NewEvent event(
      StreamName stream,
      EventForm entry,
      int index,
      String field,
      String source,
      @Nullable String traceparent) {
    if (!entry.data().isObject()) {
      throw invalid(field + "data", "must be a JSON object");
    }
    JsonNode metadata = entry.metadata();
    if (metadata != null && !metadata.isNull() && !metadata.isObject()) {
      throw invalid(field + "metadata", "must be a JSON object");
    }
    refuseLarge(entry, index);
    return new NewEvent(
        entry.id() == null ? IdKind.EVENT.next() : entry.id(),
        stream,
        entry.type(),
        source,
        plausible(entry.occurredAt(), field),
        traceparent,
        entry.causationId(),
        metadata == null || metadata.isNull() ? null : metadata,
        entry.data(),
        entry.schemaVersion() == null ? 1 : entry.schemaVersion(),
        entry.tags() == null ? Set.of() : new HashSet<>(entry.tags()),
        entry.personal() == null ? null : entry.personal().personal());
  }

  private void refuseLarge(EventForm entry, int index) {
    long bytes = bytes(entry.data()) + (entry.metadata() == null ? 0 : bytes(entry.metadata()));
    if (bytes > limits.maxEventSize().toBytes()) {
      throw new ProblemException(
              EventStoreProblem.EVENT_TOO_LARGE,
              "Event "
                  + index
                  + " has "
                  + bytes
                  + " bytes of data and metadata; at most "
                  + limits.maxEventSize().toBytes()
                  + " are taken")
          .with("max_bytes", limits.maxEventSize().toBytes());
    }
  }

  private static @Nullable Instant plausible(@Nullable Instant at, String field) {
    if (at != null) {
      int year = Year.from(at.atOffset(ZoneOffset.UTC)).getValue();
      if (year < 1 || year > 9999) {
        throw invalid(field + "occurred_at", "must lie between the years 1 and 9999");
      }
    }
    return at;
  }

  private static ExpectedVersion expectedVersion(JsonNode node, String field) {
    if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0) {
      return ExpectedVersion.exactly(node.longValue());
    }
    return switch (node.isString() ? node.stringValue() : "") {
      case "no_stream" -> ExpectedVersion.noStream();
      case "exists" -> ExpectedVersion.exists();
      case "any" -> ExpectedVersion.any();
      default ->
          throw invalid(field, "must be a version number, \"no_stream\", \"exists\" or \"any\"");
    };
  }

  private static long bytes(JsonNode node) {
    return node.toString().getBytes(StandardCharsets.UTF_8).length;
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, field + " " + message)
        .withError(field, message);
  }
}
