package dev.signalbox.eventstore.state;

import java.time.Clock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Forgets old snapshots in steps that never hold a lock for long. */
@Component
class ForgettingSnapshots {

  private static final int STEP = 1_000;

  private final Snapshots snapshots;
  private final StateProperties properties;
  private final Clock clock;

  ForgettingSnapshots(Snapshots snapshots, StateProperties properties, Clock clock) {
    this.snapshots = snapshots;
    this.properties = properties;
    this.clock = clock;
  }

  @Scheduled(cron = "0 23 * * * *", zone = "UTC")
  void forget() {
    int forgotten;
    do {
      forgotten = snapshots.forget(clock.instant().minus(properties.keepSnapshots()), STEP);
    } while (forgotten == STEP);
  }
}
