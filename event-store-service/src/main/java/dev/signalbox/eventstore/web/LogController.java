package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.LogProperties;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.kit.problem.ProblemException;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The whole log, in its order, from any checkpoint on. */
@RestController
@RequestMapping("/api/v1/events")
class LogController {

  private final EventLog log;
  private final PageLimit limit;

  LogController(EventLog log, LogProperties properties) {
    this.log = log;
    this.limit = new PageLimit(properties.maxEventsPerPage());
  }

  @GetMapping
  LogPage read(
      @RequestParam(required = false) @Nullable String after,
      @RequestParam(required = false) @Nullable String category,
      @RequestParam(required = false) @Nullable String type,
      @RequestParam(required = false) @Nullable Integer limit) {
    Checkpoint from = after == null ? Checkpoint.START : checkpoint(after);
    Page page = log.after(from, new Selection(category, type), this.limit.of(limit));
    String checkpoint =
        (page.events().isEmpty() ? from : page.events().getLast().checkpoint()).toString();
    return new LogPage(
        page.events().stream().map(EventView::of).toList(),
        page.more() ? checkpoint : null,
        checkpoint);
  }

  private static Checkpoint checkpoint(String token) {
    return Checkpoint.parse(token)
        .orElseThrow(
            () ->
                new ProblemException(
                    EventStoreProblem.INVALID_CHECKPOINT,
                    "Pass the checkpoint of an event or of an earlier answer as after"));
  }
}
