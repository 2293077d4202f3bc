package dev.signalbox.cost.alert;

import dev.signalbox.kit.alert.DeliverDue;
import dev.signalbox.kit.housekeeping.Upkeep;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks for alerts that are due. */
@Component
class DeliverAlerts {

  private final Upkeep upkeep = new Upkeep(LoggerFactory.getLogger(DeliverAlerts.class));
  private final DeliverDue due;

  DeliverAlerts(DeliverDue due) {
    this.due = due;
  }

  @Scheduled(fixedDelayString = "${signalbox.cost.alerts.poll:1s}")
  void deliver() {
    upkeep.quietly("delivering alerts", due::deliverAll);
  }
}
