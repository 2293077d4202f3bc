package dev.signalbox.eventstore.subscription.web;

import dev.signalbox.kit.problem.ProblemCode;

/** What is refused about subscriptions, and under which code. */
enum SubscriptionProblem implements ProblemCode {
  UNKNOWN_SUBSCRIPTION("unknown_subscription", 404, "There is no such subscription"),
  UNKNOWN_PARKED_EVENT("unknown_parked_event", 404, "No such event is parked"),
  SUBSCRIPTION_EXISTS("subscription_exists", 409, "There is a subscription of this id"),
  LEASE_LOST("lease_lost", 409, "The consumer does not hold the bucket any more"),
  NO_SUCH_DELIVERY("no_such_delivery", 409, "Nothing that was delivered is at this checkpoint");

  private final String code;
  private final int status;
  private final String title;

  SubscriptionProblem(String code, int status, String title) {
    this.code = code;
    this.status = status;
    this.title = title;
  }

  @Override
  public String code() {
    return code;
  }

  @Override
  public int status() {
    return status;
  }

  @Override
  public String title() {
    return title;
  }
}
