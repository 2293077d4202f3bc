package dev.signalbox.streaming.meter;

import dev.signalbox.kit.housekeeping.Upkeep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** What the meter does by itself: renew leases, close lost attempts and slices. */
final class MeterUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(MeterUpkeep.class);

  private final Upkeep upkeep = new Upkeep(LOG);
  private final Meter meter;
  private final Leases leases;
  private final SliceRecords slices;

  MeterUpkeep(Meter meter, Leases leases, SliceRecords slices) {
    this.meter = meter;
    this.leases = leases;
    this.slices = slices;
  }

  @Scheduled(fixedDelayString = "${signalbox.streaming.metering.heartbeat:5s}")
  void renew() {
    upkeep.quietly("renewing leases", leases::renew);
  }

  @Scheduled(fixedDelayString = "${signalbox.streaming.metering.sweep:10s}")
  void sweep() {
    upkeep.quietly(
        "closing lost attempts",
        () -> {
          int lost = meter.sweep();
          if (lost > 0) {
            LOG.warn("closed {} lost attempts", lost);
          }
        });
  }

  @Scheduled(fixedDelayString = "${signalbox.streaming.metering.sweep:10s}")
  void closeSlices() {
    upkeep.quietly(
        "closing slices of budgets",
        () -> {
          int closed;
          do {
            closed = slices.sweep();
          } while (closed == 100);
        });
  }
}
