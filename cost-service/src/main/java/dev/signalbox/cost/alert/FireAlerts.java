package dev.signalbox.cost.alert;

import dev.signalbox.kit.alert.Deliveries;
import dev.signalbox.kit.alert.Recipients;
import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import org.springframework.stereotype.Service;

/** Tells of an alert, the first time it comes up, with the transaction that brings it up. */
@Service
public class FireAlerts {

  static final String TYPE = "signalbox.budget.alerted.v1";

  private final FiredAlerts fired;
  private final Deliveries deliveries;
  private final Events events;
  private final Outbox outbox;

  FireAlerts(FiredAlerts fired, Deliveries deliveries, Events events, Outbox outbox) {
    this.fired = fired;
    this.deliveries = deliveries;
    this.events = events;
    this.outbox = outbox;
  }

  /** Tells of it, unless that was done for this value, period and threshold. */
  public void fire(Alert alert, Recipients recipients) {
    if (fired.contains(alert)) {
      return;
    }
    String subject = "budget/" + alert.budgetId();
    Event event = events.create(TYPE, subject, alert);
    if (!fired.add(alert, event.id())) {
      return;
    }
    outbox.publish(Topics.COSTS, subject, event);
    deliveries.add(event.id(), event.data(), recipients, alert.at());
  }
}
