package dev.signalbox.eventstore.ingest;

import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Looks over the held events at a fixed pace. */
@Component
class ReleasingHeldEvents {

  private final FilingEvents filing;
  private final IngestProperties properties;

  ReleasingHeldEvents(FilingEvents filing, IngestProperties properties) {
    this.filing = filing;
    this.properties = properties;
  }

  @Scheduled(fixedDelayString = "${signalbox.event-store.ingest.sweep-interval:1s}")
  void sweep() {
    int looked;
    do {
      looked = filing.release();
    } while (looked == properties.batchSize());
  }
}
