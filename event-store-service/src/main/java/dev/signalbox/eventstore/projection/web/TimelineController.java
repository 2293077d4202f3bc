package dev.signalbox.eventstore.projection.web;

import dev.signalbox.eventstore.log.StreamName;
import dev.signalbox.eventstore.projection.timeline.TimelineEntry;
import dev.signalbox.eventstore.projection.timeline.Timelines;
import dev.signalbox.kit.problem.ProblemException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What happened in a conversation. */
@RestController
@RequestMapping("/api/v1/projections/conversation-timeline/{conversationId}")
class TimelineController {

  private final Timelines timelines;

  TimelineController(Timelines timelines) {
    this.timelines = timelines;
  }

  record TimelinePage(
      String conversationId, List<TimelineEntry> data, @Nullable String nextCursor) {}

  @GetMapping
  TimelinePage read(@PathVariable String conversationId, ListQuery query) {
    StreamName stream =
        StreamName.parse("conversation/" + conversationId)
            .orElseThrow(() -> unknown(conversationId));
    Long after = query.after(1, key -> Long.valueOf(key.getFirst()));
    List<TimelineEntry> entries =
        timelines.read(stream, after == null ? 0 : after, query.rows() + 1);
    if (entries.isEmpty() && after == null) {
      throw unknown(conversationId);
    }
    ListPage<TimelineEntry> page =
        query.page(entries, entry -> List.of(Long.toString(entry.version())));
    return new TimelinePage(conversationId, page.data(), page.nextCursor());
  }

  private static ProblemException unknown(String conversationId) {
    return new ProblemException(
        ProjectionProblem.UNKNOWN_CONVERSATION,
        "There is no event of conversation "
            + conversationId
            + " in the timeline yet; the log has it a little earlier");
  }
}
