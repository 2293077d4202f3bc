package dev.signalbox.cost.budget;

import dev.signalbox.kit.event.Event;
import dev.signalbox.kit.event.Events;
import dev.signalbox.kit.event.Outbox;
import dev.signalbox.kit.event.Topics;
import java.util.List;
import org.springframework.stereotype.Component;

/**
 * Tells of changes with the transaction that makes them: to the compacted topic, from which every
 * streaming replica learns what holds now, and to the platform's history.
 */
@Component
class AnnounceBudgets {

  private final Events events;
  private final Outbox outbox;

  AnnounceBudgets(Events events, Outbox outbox) {
    this.events = events;
    this.outbox = outbox;
  }

  void created(Budget budget, List<String> names) {
    announce("signalbox.budget.created.v1", budget, names);
  }

  void changed(Budget budget, List<String> names) {
    announce("signalbox.budget.changed.v1", budget, names);
  }

  void reset(Budget budget, List<String> names) {
    announce("signalbox.budget.reset.v1", budget, names);
  }

  void deleted(Budget budget, List<String> names) {
    announce("signalbox.budget.deleted.v1", budget, names);
  }

  private void announce(String type, Budget budget, List<String> names) {
    String subject = "budget/" + budget.id();
    Event event = events.create(type, subject, BudgetAnnouncement.of(budget, names));
    outbox.publish(Topics.BUDGETS, budget.id(), event);
    outbox.publish(Topics.COSTS, subject, event);
  }
}
