package dev.signalbox.eventstore.subscription.web;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.subscription.ParkedEvent;
import dev.signalbox.eventstore.subscription.ParkedEvents;
import dev.signalbox.eventstore.subscription.Subscriptions;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Events that a subscription's consumers have given up. */
@RestController
@RequestMapping("/api/v1/subscriptions/{id}/parked")
class ParkedEventController {

  private final Subscriptions subscriptions;
  private final ParkedEvents parked;

  ParkedEventController(Subscriptions subscriptions, ParkedEvents parked) {
    this.subscriptions = subscriptions;
    this.parked = parked;
  }

  @GetMapping
  Paging<ParkedView> list(
      @PathVariable String id,
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(required = false) @Nullable String cursor) {
    int most = Paging.limit(limit);
    Checkpoint after = cursor == null ? Checkpoint.START : place(cursor);
    Refusals.unlessFound(subscriptions.find(id).isPresent());
    return Paging.of(
        parked.after(id, after, most + 1),
        most,
        ParkedView::of,
        event -> event.checkpoint().toString());
  }

  @PostMapping("/{event}/replay")
  ResponseEntity<Void> replay(@PathVariable String id, @PathVariable String event) {
    return answer(parked.replay(id, event));
  }

  @DeleteMapping("/{event}")
  ResponseEntity<Void> delete(@PathVariable String id, @PathVariable String event) {
    return answer(parked.delete(id, event));
  }

  private static ResponseEntity<Void> answer(boolean found) {
    if (!found) {
      throw Refusals.unknownParkedEvent();
    }
    return ResponseEntity.noContent().build();
  }

  private static Checkpoint place(String cursor) {
    return Checkpoint.parse(cursor)
        .orElseThrow(
            () ->
                new ProblemException(
                        CommonProblem.INVALID_REQUEST,
                        "Pass next_cursor of the previous page as cursor")
                    .withError("cursor", "is not a cursor of this list"));
  }

  /** A parked event as the API shows it. */
  record ParkedView(
      String eventId,
      String stream,
      int bucket,
      String checkpoint,
      String reason,
      int attempts,
      Instant parkedAt,
      boolean replays) {

    static ParkedView of(ParkedEvent event) {
      return new ParkedView(
          event.eventId(),
          event.stream().value(),
          event.bucket(),
          event.checkpoint().toString(),
          event.reason(),
          event.attempts(),
          event.parkedAt(),
          event.replays());
    }
  }
}
