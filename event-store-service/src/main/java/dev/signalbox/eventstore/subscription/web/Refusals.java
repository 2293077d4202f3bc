package dev.signalbox.eventstore.subscription.web;

import dev.signalbox.eventstore.subscription.SettleOutcome;
import dev.signalbox.kit.problem.ProblemException;

/** Refusals as problems. */
final class Refusals {

  private Refusals() {}

  static ProblemException unknownSubscription() {
    return new ProblemException(
        SubscriptionProblem.UNKNOWN_SUBSCRIPTION,
        "GET /api/v1/subscriptions lists those there are");
  }

  static void unlessFound(boolean found) {
    if (!found) {
      throw unknownSubscription();
    }
  }

  static ProblemException unknownParkedEvent() {
    return new ProblemException(
        SubscriptionProblem.UNKNOWN_PARKED_EVENT,
        "GET .../parked lists those there are; it may have been delivered meanwhile");
  }

  static ProblemException leaseLost(SettleOutcome.LeaseLost lost) {
    return new ProblemException(
            SubscriptionProblem.LEASE_LOST,
            "What was said of these buckets is not recorded, of others it is; drop their events,"
                + " poll again and use the tokens of that answer")
        .with("buckets", lost.buckets().stream().sorted().toList());
  }

  static ProblemException noSuchDelivery() {
    return new ProblemException(
        SubscriptionProblem.NO_SUCH_DELIVERY,
        "Pass bucket, token and checkpoint as they came with an event that is not done yet");
  }
}
