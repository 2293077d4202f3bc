package dev.signalbox.eventstore.subscription.web;

import dev.signalbox.eventstore.http.EventView;
import dev.signalbox.eventstore.log.Checkpoint;
import dev.signalbox.eventstore.subscription.Leases;
import dev.signalbox.eventstore.subscription.PollOutcome;
import dev.signalbox.eventstore.subscription.PollingEvents;
import dev.signalbox.eventstore.subscription.SettleOutcome;
import dev.signalbox.eventstore.subscription.Settlement;
import dev.signalbox.eventstore.subscription.SettlingDeliveries;
import dev.signalbox.eventstore.subscription.SubscriptionProperties;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** What a consumer of a subscription does. */
@RestController
@RequestMapping("/api/v1/subscriptions/{id}/consumers/{consumer}")
class ConsumerController {

  private static final Pattern CONSUMER = Pattern.compile("[A-Za-z0-9._~:@+-]{1,100}");
  private static final int USUAL_EVENTS = 100;

  private final PollingEvents polling;
  private final SettlingDeliveries settling;
  private final Leases leases;
  private final SubscriptionProperties properties;

  ConsumerController(
      PollingEvents polling,
      SettlingDeliveries settling,
      Leases leases,
      SubscriptionProperties properties) {
    this.polling = polling;
    this.settling = settling;
    this.leases = leases;
    this.properties = properties;
  }

  @PostMapping("/poll")
  PollAnswer poll(
      @PathVariable String id, @PathVariable String consumer, @Valid @RequestBody PollForm form) {
    int most = Math.min(USUAL_EVENTS, properties.maxEvents());
    int max = form.max() == null ? most : Math.min(form.max(), properties.maxEvents());
    Duration asked = form.waitMs() == null ? Duration.ZERO : Duration.ofMillis(form.waitMs());
    Duration wait = asked.compareTo(properties.maxWait()) > 0 ? properties.maxWait() : asked;
    return switch (polling.poll(id, named(consumer), max, wait)) {
      case PollOutcome.Polled polled -> PollAnswer.of(polled);
      case PollOutcome.Unknown() -> throw Refusals.unknownSubscription();
    };
  }

  @PostMapping("/acknowledge")
  ResponseEntity<Void> acknowledge(
      @PathVariable String id,
      @PathVariable String consumer,
      @Valid @RequestBody AcknowledgeForm form) {
    List<Settlement> settlements =
        form.deliveries().stream()
            .map(one -> settlement(one.bucket(), one.token(), one.checkpoint()))
            .toList();
    if (settlements.stream().map(Settlement::bucket).distinct().count() < settlements.size()) {
      throw invalid("deliveries", "must name each bucket once");
    }
    return answer(settling.acknowledge(id, named(consumer), settlements));
  }

  @PostMapping("/reject")
  ResponseEntity<Void> reject(
      @PathVariable String id, @PathVariable String consumer, @Valid @RequestBody RejectForm form) {
    Settlement rejected = settlement(form.bucket(), form.token(), form.checkpoint());
    return answer(settling.reject(id, named(consumer), rejected, form.reason()));
  }

  @PostMapping("/leave")
  ResponseEntity<Void> leave(@PathVariable String id, @PathVariable String consumer) {
    leases.leave(id, named(consumer));
    return ResponseEntity.noContent().build();
  }

  private static ResponseEntity<Void> answer(SettleOutcome outcome) {
    return switch (outcome) {
      case SettleOutcome.Settled(), SettleOutcome.Parked() -> ResponseEntity.noContent().build();
      case SettleOutcome.LeaseLost lost -> throw Refusals.leaseLost(lost);
      case SettleOutcome.NoSuchDelivery() -> throw Refusals.noSuchDelivery();
      case SettleOutcome.Unknown() -> throw Refusals.unknownSubscription();
    };
  }

  private static Settlement settlement(int bucket, long token, String checkpoint) {
    return new Settlement(
        bucket,
        token,
        Checkpoint.parse(checkpoint)
            .orElseThrow(() -> invalid("checkpoint", "must be an event's checkpoint")));
  }

  private static String named(String consumer) {
    if (!CONSUMER.matcher(consumer).matches()) {
      throw invalid("consumer", "must be 1 to 100 of A-Z a-z 0-9 . _ ~ : @ + -");
    }
    return consumer;
  }

  private static ProblemException invalid(String field, String message) {
    return new ProblemException(CommonProblem.INVALID_REQUEST, field + " " + message)
        .withError(field, message);
  }

  /** How many events, and how long to wait for the first. */
  record PollForm(@Min(1) @Nullable Integer max, @Min(0) @Nullable Long waitMs) {}

  /** Everything up to these checkpoints is done. */
  record AcknowledgeForm(
      @NotNull @NotEmpty @Size(max = 1024) List<@Valid @NotNull DeliveryForm> deliveries) {}

  /** A bucket and a place in it. */
  record DeliveryForm(int bucket, long token, @NotNull String checkpoint) {}

  /** The event that failed. */
  record RejectForm(
      int bucket,
      long token,
      @NotNull String checkpoint,
      @NotNull @Size(max = 2000) String reason) {}

  /** Events and leases. */
  record PollAnswer(String state, List<Integer> buckets, List<DeliveryView> deliveries) {

    static PollAnswer of(PollOutcome.Polled polled) {
      return new PollAnswer(
          polled.paused() ? "paused" : "active",
          polled.leases().stream().map(lease -> lease.bucket()).toList(),
          polled.deliveries().stream()
              .map(
                  one ->
                      new DeliveryView(
                          one.bucket(),
                          one.token(),
                          one.event().checkpoint().toString(),
                          one.attempt(),
                          one.replayed(),
                          EventView.of(one.event())))
              .toList());
    }
  }

  /** An event with what it is acknowledged by. */
  record DeliveryView(
      int bucket, long token, String checkpoint, int attempt, boolean replayed, EventView event) {}
}
