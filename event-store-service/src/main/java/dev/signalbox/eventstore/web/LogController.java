package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.http.EventView;
import dev.signalbox.eventstore.log.Append;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogProperties;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.kit.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.validation.Valid;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * The whole log: append to several streams at once, read it in its order from any checkpoint on.
 */
@RestController
@RequestMapping("/api/v1/events")
class LogController {

  private final EventLog log;
  private final ReadableLogs logs;
  private final ReadingAppends appends;
  private final EventLines lines;
  private final PageLimit limit;

  LogController(
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

  @PostMapping
  ResponseEntity<AppendAnswer> append(
      @Valid @RequestBody AppendManyForm form,
      @RequestHeader(required = false) @Nullable String traceparent,
      Caller caller) {
    Append append = appends.read(form, Sources.of(caller), traceparent);
    return AppendAnswers.answer(append, log.append(append));
  }

  @GetMapping(produces = MediaType.APPLICATION_JSON_VALUE)
  LogPage read(
      @RequestParam(required = false) @Nullable String after,
      SelectionQuery selection,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(defaultValue = "false") boolean raw,
      Caller caller) {
    Checkpoint from = Checkpoints.read(after);
    Page page = logs.of(caller, raw).after(from, selection.selection(), this.limit.of(limit));
    String checkpoint =
        (page.events().isEmpty() ? from : page.events().getLast().checkpoint()).toString();
    return new LogPage(
        page.events().stream().map(EventView::of).toList(),
        page.more() ? checkpoint : null,
        checkpoint);
  }

  @GetMapping(produces = EventLines.MEDIA_TYPE)
  void stream(
      @RequestParam(required = false) @Nullable String after,
      SelectionQuery selection,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(defaultValue = "false") boolean raw,
      Caller caller,
      HttpServletResponse response)
      throws IOException {
    Checkpoint from = Checkpoints.read(after);
    Selection wanted = selection.selection();
    EventLog readable = logs.of(caller, raw);
    lines.write(
        response,
        PageLimit.ofLines(limit),
        (last, most) -> readable.after(last == null ? from : last.checkpoint(), wanted, most));
  }

  @GetMapping("/head")
  LogHeadView head() {
    return LogHeadView.of(log.head());
  }
}
