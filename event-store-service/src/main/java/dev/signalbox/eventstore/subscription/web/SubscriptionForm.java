package dev.signalbox.eventstore.subscription.web;

import dev.signalbox.eventstore.log.Selection;
import dev.signalbox.eventstore.subscription.Bucketing;
import dev.signalbox.eventstore.subscription.RetryPolicy;
import dev.signalbox.eventstore.subscription.Subscription;
import dev.signalbox.kit.problem.CommonProblem;
import dev.signalbox.kit.problem.ProblemException;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What a client says to begin a subscription. */
record SubscriptionForm(
    @NotNull @Pattern(regexp = "[a-z][a-z0-9-]{0,62}") String subscriptionId,
    @Valid @Nullable SelectionForm selection,
    @NotNull @Size(max = 64) String start,
    @Valid @Nullable RetryForm retry,
    @Min(1) @Max(Bucketing.MOST) @Nullable Integer buckets,
    @Valid @Nullable DeliveryForm delivery) {

  Subscription subscription(Instant now, String topicPrefix) {
    int count = buckets == null ? Bucketing.USUAL : buckets;
    if (!Bucketing.possible(count)) {
      throw new ProblemException(
              CommonProblem.INVALID_REQUEST, "buckets must be a power of two up to 1024")
          .withError("buckets", "must be a power of two up to 1024");
    }
    return new Subscription(
        subscriptionId,
        selection == null ? Selection.ALL : selection.selection(),
        retry == null ? RetryPolicy.USUAL : retry.policy(),
        new Bucketing(count),
        false,
        delivery == null ? null : delivery.topic(topicPrefix),
        now);
  }

  /** Where the events go instead of to those who poll. */
  record DeliveryForm(
      @NotNull @Pattern(regexp = "kafka") String kind,
      @NotNull @Pattern(regexp = "[A-Za-z0-9._-]{1,200}") String topic) {

    String topic(String prefix) {
      if (!topic.startsWith(prefix) || topic.length() == prefix.length()) {
        throw new ProblemException(
                CommonProblem.INVALID_REQUEST, "delivery.topic must begin with " + prefix)
            .withError("delivery.topic", "must begin with " + prefix);
      }
      return topic;
    }
  }

  /** Which events; nothing said: every event. */
  record SelectionForm(
      @Size(min = 1, max = 64) @Nullable String category,
      @Size(min = 1, max = 200) @Nullable String type,
      @Size(min = 1, max = 100) @Nullable String tag) {

    Selection selection() {
      return new Selection(category, type, tag);
    }
  }

  /** When rejected events come again; delays as ISO 8601 durations or like 500ms. */
  record RetryForm(
      @Min(1) @Max(1000) @Nullable Integer maxAttempts,
      @Nullable Duration firstDelay,
      @Nullable Duration greatestDelay) {

    RetryPolicy policy() {
      RetryPolicy usual = RetryPolicy.USUAL;
      Duration first = firstDelay == null ? usual.firstDelay() : firstDelay;
      Duration greatest = greatestDelay == null ? usual.greatestDelay() : greatestDelay;
      if (first.compareTo(Duration.ofMillis(1)) < 0
          || greatest.compareTo(first) < 0
          || greatest.compareTo(Duration.ofDays(1)) > 0) {
        throw new ProblemException(
                CommonProblem.INVALID_REQUEST,
                "first_delay must be a millisecond at least, greatest_delay not below it and a day"
                    + " at most, both as PT1.5S")
            .withError("retry", "1 ms <= first_delay <= greatest_delay <= 1 day");
      }
      return new RetryPolicy(
          maxAttempts == null ? usual.maxAttempts() : maxAttempts, first, greatest);
    }
  }
}
