package dev.signalbox.eventstore.subscription.web;

import dev.signalbox.kit.problem.CatalogueEntry;
import dev.signalbox.kit.problem.CataloguedProblem;

/** What is refused about subscriptions, and under which code. */
enum SubscriptionProblem implements CataloguedProblem {
  UNKNOWN_SUBSCRIPTION("unknown_subscription", 404, "There is no such subscription"),
  UNKNOWN_PARKED_EVENT("unknown_parked_event", 404, "No such event is parked"),
  SUBSCRIPTION_EXISTS("subscription_exists", 409, "There is a subscription of this id"),
  LEASE_LOST("lease_lost", 409, "The consumer does not hold the bucket any more"),
  NO_SUCH_DELIVERY("no_such_delivery", 409, "Nothing that was delivered is at this checkpoint");

  private final CatalogueEntry entry;

  SubscriptionProblem(String code, int status, String title) {
    this.entry = new CatalogueEntry(code, status, title);
  }

  @Override
  public CatalogueEntry entry() {
    return entry;
  }
}
