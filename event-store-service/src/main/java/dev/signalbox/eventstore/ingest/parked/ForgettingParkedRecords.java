package dev.signalbox.eventstore.ingest.parked;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets expired records in steps that never hold a lock for long. */
@Component
class ForgettingParkedRecords {

  private static final int STEP = 1_000;

  private final ParkedRecords records;
  private final ParkedProperties properties;
  private final Clock clock;

  ForgettingParkedRecords(ParkedRecords records, ParkedProperties properties, Clock clock) {
    this.records = records;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(cron = "0 37 * * * *", zone = "UTC")
  void forget() {
    int forgotten;
    do {
      forgotten = records.forget(clock.instant().minus(properties.keep()), STEP);
    } while (forgotten == STEP);
  }
}
