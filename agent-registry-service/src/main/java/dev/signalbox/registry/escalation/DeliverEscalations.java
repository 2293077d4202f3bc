package dev.signalbox.registry.escalation;

import dev.signalbox.kit.alert.DeliverDue;
import dev.signalbox.kit.housekeeping.Upkeep;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for escalations that are due. */
@Component
class DeliverEscalations {

  private final Upkeep upkeep = new Upkeep(LoggerFactory.getLogger(DeliverEscalations.class));
  private final DeliverDue due;

  DeliverEscalations(DeliverDue due) {
    this.due = due;
  }

  @Scheduled(fixedDelayString = "${signalbox.registry.escalation.poll:5s}")
  void deliver() {
    upkeep.quietly("telling operators", due::deliverAll);
  }
}
