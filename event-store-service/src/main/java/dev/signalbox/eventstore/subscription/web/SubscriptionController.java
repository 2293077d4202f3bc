package dev.signalbox.eventstore.subscription.web;

import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.subscription.FeedProperties;
import dev.signalbox.eventstore.subscription.Start;
import dev.signalbox.eventstore.subscription.Subscription;
import dev.signalbox.eventstore.subscription.Subscriptions;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.net.URI;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** Subscriptions: begin, look at, stop, set back, end. */
@RestController
@RequestMapping("/api/v1/subscriptions")
class SubscriptionController {

  private final Subscriptions subscriptions;
  private final FeedProperties feeds;
  private final Clock clock;

  SubscriptionController(Subscriptions subscriptions, FeedProperties feeds, Clock clock) {
    this.subscriptions = subscriptions;
    this.feeds = feeds;
    this.clock = clock;
  }

  @PostMapping
  ResponseEntity<SubscriptionView> create(@Valid @RequestBody SubscriptionForm form) {
    Subscription subscription = form.subscription(clock.instant(), feeds.topicPrefix());
    Checkpoint place = place("start", form.start());
    if (!subscriptions.create(subscription, place)) {
      throw new ProblemException(
          SubscriptionProblem.SUBSCRIPTION_EXISTS,
          "Choose another subscription_id, or delete the subscription that has it");
    }
    return ResponseEntity.created(URI.create("/api/v1/subscriptions/" + subscription.id()))
        .body(view(subscription));
  }

  @GetMapping
  Paging<SubscriptionView> list(
      @RequestParam(required = false) @Nullable Integer limit,
      @RequestParam(defaultValue = "") String cursor) {
    int most = Paging.limit(limit);
    return Paging.of(subscriptions.after(cursor, most + 1), most, this::view, Subscription::id);
  }

  @GetMapping("/{id}")
  SubscriptionView one(@PathVariable String id) {
    return view(subscriptions.find(id).orElseThrow(Refusals::unknownSubscription));
  }

  @PostMapping("/{id}/pause")
  SubscriptionView pause(@PathVariable String id) {
    Refusals.unlessFound(subscriptions.pause(id, true));
    return one(id);
  }

  @PostMapping("/{id}/resume")
  SubscriptionView resume(@PathVariable String id) {
    Refusals.unlessFound(subscriptions.pause(id, false));
    return one(id);
  }

  @PostMapping("/{id}/reset")
  SubscriptionView reset(@PathVariable String id, @Valid @RequestBody ResetForm form) {
    Refusals.unlessFound(subscriptions.reset(id, place("to", form.to())));
    return one(id);
  }

  @DeleteMapping("/{id}")
  ResponseEntity<Void> delete(@PathVariable String id) {
    Refusals.unlessFound(subscriptions.delete(id));
    return ResponseEntity.noContent().build();
  }

  private Checkpoint place(String field, String text) {
    Start start = Starts.read(field, text);
    Checkpoint place = subscriptions.place(start);
    if (start instanceof Start.After && !subscriptions.readable(place)) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, field + " must be a checkpoint that this log gave out")
          .withError(field, "lies beyond the end of the log");
    }
    return place;
  }

  private SubscriptionView view(Subscription subscription) {
    return SubscriptionView.of(subscription, subscriptions.status(subscription));
  }

  /** Where to go on from. */
  record ResetForm(@NotNull String to) {}
}
