package dev.signalbox.registry.recovery;

import dev.signalbox.kit.housekeeping.Upkeep;
import java.time.Clock;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks from time to time for agents that are to be taken out of work or brought back. */
@Component
public class RecoverAgents {

  private static final Logger LOG = LoggerFactory.getLogger(RecoverAgents.class);
  private static final int AT_A_TIME = 32;

  private final Upkeep upkeep = new Upkeep(LOG);
  private final Recoveries recoveries;
  private final MoveAgent move;
  private final RecoverySettings settings;
  private final Clock clock;

  RecoverAgents(Recoveries recoveries, MoveAgent move, RecoverySettings settings, Clock clock) {
    this.recoveries = recoveries;
    this.move = move;
    this.settings = settings;
    this.clock = clock;
  }

  @Scheduled(fixedDelayString = "${signalbox.registry.recovery.poll:5s}")
  void recover() {
    if (settings.enabled()) {
      upkeep.quietly("recovering agents", this::recoverDue);
    }
  }

  /** Makes every move that is due now. */
  public void recoverDue() {
    for (String agentId :
        recoveries.failing(clock.instant().minus(settings.isolateAfter()), AT_A_TIME)) {
      if (!move.isolate(agentId)) {
        LOG.debug("{} stays at work though it fails", agentId);
      }
    }
    List<String> due;
    do {
      due = recoveries.claim(AT_A_TIME, settings.poll());
      due.forEach(move::next);
    } while (due.size() == AT_A_TIME);
  }
}
