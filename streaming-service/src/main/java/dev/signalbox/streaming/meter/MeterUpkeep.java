package dev.signalbox.streaming.meter;

import dev.signalbox.streaming.upkeep.Upkeep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** What the meter does by itself: renew leases, close lost attempts and slices, delete old ones. */
final class MeterUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(MeterUpkeep.class);

  private final Upkeep upkeep = new Upkeep(LOG);
  private final Meter meter;
  private final Leases leases;
  private final Attempts attempts;
  private final SliceRecords slices;
  private final MeterProperties properties;

  MeterUpkeep(
      Meter meter,
      Leases leases,
      Attempts attempts,
      SliceRecords slices,
      MeterProperties properties) {
    this.meter = meter;
    this.leases = leases;
    this.attempts = attempts;
    this.slices = slices;
    this.properties = properties;
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

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void expireSlices() {
    upkeep.quietly(
        "deleting old slices of budgets",
        () -> {
          int deleted;
          do {
            deleted = slices.expire();
          } while (deleted == 1000);
        });
  }

  @Scheduled(fixedDelayString = "PT10M", initialDelayString = "PT1M")
  void expire() {
    upkeep.quietly(
        "deleting old attempts",
        () -> {
          int deleted;
          do {
            deleted = attempts.expire(properties.retention());
          } while (deleted == 1000);
        });
  }
}
