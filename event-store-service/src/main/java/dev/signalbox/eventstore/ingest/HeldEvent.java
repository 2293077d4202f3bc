package dev.signalbox.eventstore.ingest;

import dev.signalbox.eventstore.log.NewEvent;
import java.time.Instant;

/**
 * An event that is not filed yet because another one comes first.
 *
 * @param waitsFor the id of its cause, or of an earlier event of its lane that waits itself
 * @param releaseAt when it is filed regardless
 */
record HeldEvent(NewEvent event, String waitsFor, Instant releaseAt) {

  HeldEvent waitingFor(String eventId) {
    return new HeldEvent(event, eventId, releaseAt);
  }
}
