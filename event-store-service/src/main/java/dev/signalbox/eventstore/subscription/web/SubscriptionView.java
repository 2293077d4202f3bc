package dev.signalbox.eventstore.subscription.web;

import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.subscription.RetryPolicy;
import dev.signalbox.eventstore.subscription.Subscription;
import dev.signalbox.eventstore.subscription.SubscriptionStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subscription as the API shows it. */
record SubscriptionView(
    String subscriptionId,
    String state,
    SelectionView selection,
    RetryView retry,
    int buckets,
    @Nullable DeliveryView delivery,
    LagView lag,
    long parked,
    List<ConsumerView> consumers,
    Instant createdAt) {

  static SubscriptionView of(Subscription subscription, SubscriptionStatus status) {
    Selection selection = subscription.selection();
    RetryPolicy retry = subscription.retry();
    return new SubscriptionView(
        subscription.id(),
        subscription.paused() ? "paused" : "active",
        new SelectionView(selection.category(), selection.type(), selection.tag()),
        new RetryView(retry.maxAttempts(), retry.firstDelay(), retry.greatestDelay()),
        subscription.bucketing().buckets(),
        subscription.topic() == null ? null : new DeliveryView("kafka", subscription.topic()),
        new LagView(status.eventsBehind(), status.behind().toMillis() / 1000.0),
        status.parked(),
        status.consumers().stream()
            .map(member -> new ConsumerView(member.consumer(), member.buckets()))
            .toList(),
        subscription.createdAt());
  }

  record SelectionView(@Nullable String category, @Nullable String type, @Nullable String tag) {}

  record RetryView(int maxAttempts, Duration firstDelay, Duration greatestDelay) {}

  record DeliveryView(String kind, String topic) {}

  record LagView(int events, double seconds) {}

  record ConsumerView(String consumer, int buckets) {}
}
