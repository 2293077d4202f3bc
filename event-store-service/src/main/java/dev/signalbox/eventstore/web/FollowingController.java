package dev.signalbox.eventstore.web;

import dev.signalbox.eventstore.http.EventView;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.log.EventLog;
import dev.signalbox.eventstore.log.Page;
import dev.signalbox.eventstore.log.RecordedEvent;
import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.kit.context.Deadline;
import dev.signalbox.kit.context.RequestContext;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.sse.ClientGoneException;
import dev.signalbox.kit.sse.SseStreams;
import dev.signalbox.kit.sse.SseWriter;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Clock;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.springframework.context.event.ContextClosedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** The log as an event stream: what is there, then what comes, until the request's deadline. */
@RestController
@RequestMapping("/api/v1/events")
class FollowingController {

  private static final int PAGE = 200;

  private final EventLog log;
  private final SseStreams streams;
  private final StreamProperties properties;
  private final Clock clock;
  private final Semaphore open;
  private final CountDownLatch stopping = new CountDownLatch(1);

  FollowingController(EventLog log, SseStreams streams, StreamProperties properties, Clock clock) {
    this.log = log;
    this.streams = streams;
    this.properties = properties;
    this.clock = clock;
    this.open = new Semaphore(properties.maxOpen());
  }

  @GetMapping(produces = MediaType.TEXT_EVENT_STREAM_VALUE)
  void follow(
      @RequestParam(required = false) @Nullable String after,
      @RequestHeader(name = "Last-Event-ID", required = false) @Nullable String lastEventId,
      SelectionQuery selection,
      HttpServletResponse response)
      throws IOException {
    Checkpoint from =
        Checkpoints.read(lastEventId == null || lastEventId.isEmpty() ? after : lastEventId);
    if (!open.tryAcquire()) {
      throw new ProblemException(
          EventStoreProblem.TOO_MANY_STREAMS,
          "As many streams are open as may be; try again later, or page with GET /api/v1/events");
    }
    try (SseWriter writer = streams.open(response)) {
      follow(from, selection.selection(), writer);
    } catch (ClientGoneException e) {
      return; // Whoever comes back says where to go on.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      open.release();
    }
  }

  @EventListener(ContextClosedEvent.class)
  void stop() {
    stopping.countDown();
  }

  private void follow(Checkpoint from, Selection selection, SseWriter writer)
      throws InterruptedException {
    Deadline deadline = Objects.requireNonNull(RequestContext.current()).deadline();
    Checkpoint last = from;
    long pause = properties.shortestPause().toNanos();
    while (writer.connected() && !deadline.expired(clock)) {
      Page page = log.after(last, selection, PAGE);
      for (RecordedEvent event : page.events()) {
        last = event.checkpoint();
        writer.send(last.toString(), "event", EventView.of(event));
      }
      pause =
          page.events().isEmpty()
              ? Math.min(2 * pause, properties.longestPause().toNanos())
              : properties.shortestPause().toNanos();
      long wait = page.more() ? 0 : Math.min(pause, deadline.remaining(clock).toNanos());
      if (stopping.await(wait, TimeUnit.NANOSECONDS)) {
        return;
      }
    }
  }
}
