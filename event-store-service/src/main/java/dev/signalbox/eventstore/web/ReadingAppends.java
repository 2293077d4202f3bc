package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.ExpectedVersion;
import dev.signalbox.eventstore.log.LogProperties;
import dev.signalbox.eventstore.log.NewEvent;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.Year;
import java.time.ZoneOffset;
import java.util.List;
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
    ExpectedVersion expected = expectedVersion(form.expectedVersion());
    List<AppendForm.Entry> entries = form.events();
    if (entries.size() > limits.maxEventsPerAppend()) {
      throw new ProblemException(
          EventStoreProblem.TOO_MANY_EVENTS,
          "Append at most " + limits.maxEventsPerAppend() + " events at once");
    }
    List<NewEvent> events =
        IntStream.range(0, entries.size())
            .mapToObj(index -> event(stream, entries.get(index), index, source, traceparent))
            .toList();
    if (events.stream().map(NewEvent::id).distinct().count() < events.size()) {
      throw invalid("events", "Two events have the same id");
    }
    return Append.to(stream, expected, events);
  }

  private NewEvent event(
      StreamName stream,
      AppendForm.Entry entry,
      int index,
      String source,
      @Nullable String traceparent) {
    String field = "events[" + index + "].";
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
        entry.data());
  }

  private void refuseLarge(AppendForm.Entry entry, int index) {
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

  private static ExpectedVersion expectedVersion(JsonNode node) {
    if (node.isIntegralNumber() && node.canConvertToLong() && node.longValue() >= 0) {
      return ExpectedVersion.exactly(node.longValue());
    }
    return switch (node.isString() ? node.stringValue() : "") {
      case "no_stream" -> ExpectedVersion.noStream();
      case "exists" -> ExpectedVersion.exists();
      case "any" -> ExpectedVersion.any();
      default ->
          throw invalid(
              "expected_version", "must be a version number, \"no_stream\", \"exists\" or \"any\"");
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
