package dev.signalbox.eventstore.replay;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** How many replays run, whichever replica publishes them; unknown while the database is away. */
@Component
class ReplayGauges {

  private static final Logger LOG = LoggerFactory.getLogger(ReplayGauges.class);

  private final Replays replays;
  private volatile double running = Double.NaN;

  ReplayGauges(Replays replays, MeterRegistry registry) {
    this.replays = replays;
    Gauge.builder("signalbox.replay.running", () -> running).register(registry);
  }

  @Scheduled(fixedDelayString = "10s", initialDelayString = "1s")
  void measure() {
    try {
      running = replays.running();
    } catch (DataAccessException | TransactionException away) {
      running = Double.NaN;
      LOG.debug("Replays cannot be counted", away);
    }
  }
}
