package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.http.EventView;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogProperties;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.log.StreamRange;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
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
  private final ReadableLogs logs;
  private final ReadingAppends appends;
  private final EventLines lines;
  private final PageLimit limit;

  StreamController(
      EventLog log,
      ReadableLogs logs,
      ReadingAppends appends,
      EventLines lines,
      LogProperties properties) {
    this.log = log;
    this.logs = logs;
    this.appends = appends;
    this.lines = lines;
    this.limit = new PageLimit(properties.maxEventsPerPage());
  }

  @PostMapping("/events")
  ResponseEntity<AppendAnswer> append(
      @PathVariable String stream,
      @Valid @RequestBody AppendForm form,
      @RequestHeader(required = false) @Nullable String traceparent,
      Caller caller) {
    Append append = appends.read(streamName(stream), form, Sources.of(caller), traceparent);
    return AppendAnswers.answer(append, log.append(append));
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  StreamPage read(
      @PathVariable String stream,
      @Valid StreamQuery query,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(defaultValue = "false") boolean raw,
      Caller caller) {
    StreamName name = streamName(stream);
    StreamRange range = query.range();
    Page page = logs.of(caller, raw).read(name, range, this.limit.of(limit));
    return new StreamPage(
        name.value(),
        version(name),
        page.events().stream().map(EventView::of).toList(),
        page.more() ? StreamCursor.after(page.events().getLast(), range) : null);
  }

  @GetMapping(produces = EventLines.MEDIA_TYPE)
  void stream(
      @PathVariable String stream,
      @Valid StreamQuery query,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(defaultValue = "false") boolean raw,
      Caller caller,
      HttpServletResponse response)
      throws IOException {
    StreamName name = streamName(stream);
    version(name);
    StreamRange range = query.range();
    EventLog readable = logs.of(caller, raw);
    lines.write(
        response,
        PageLimit.ofLines(limit),
        (last, most) ->
            readable.read(name, last == null ? range : StreamCursor.rangeAfter(last, range), most));
  }

  private long version(StreamName name) {
    return log.version(name)
        .orElseThrow(
            () ->
                new ProblemException(
                    EventStoreProblem.UNKNOWN_STREAM, "There is no stream " + name));
  }

  private static StreamName streamName(String value) {
    return StreamName.parse(value)
        .orElseThrow(
            () ->
                new ProblemException(
                    EventStoreProblem.INVALID_STREAM_NAME,
                    "Name the stream category/id and percent-encode the slash in the path"));
  }
}
