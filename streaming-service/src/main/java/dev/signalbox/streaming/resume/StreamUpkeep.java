package dev.signalbox.streaming.resume;

import dev.signalbox.kit.housekeeping.Upkeep;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;

/** What happens to streams by itself: leases, and an end to all of it. */
final class StreamUpkeep {

  private static final Logger LOG = LoggerFactory.getLogger(StreamUpkeep.class);

  private final Upkeep upkeep = new Upkeep(LOG);
  private final RunningStreams running;
  private final Streams streams;
  private final StreamEvents events;
  private final ResumableStreams resumable;
  private final ResumeProperties properties;

  StreamUpkeep(
      RunningStreams running,
      Streams streams,
      StreamEvents events,
      ResumableStreams resumable,
      ResumeProperties properties) {
    this.running = running;
    this.streams = streams;
    this.events = events;
    this.resumable = resumable;
    this.properties = properties;
  }

  @Scheduled(fixedDelayString = "${signalbox.streaming.resume.heartbeat:5s}")
  void renew() {
    upkeep.quietly("renewing leases of streams", running::renew);
  }

  @Scheduled(fixedDelayString = "PT1S")
  void lookForCancelled() {
    upkeep.quietly("looking for cancelled streams", running::look);
  }

  @Scheduled(fixedDelayString = "PT10S")
  void measure() {
    upkeep.quietly(
        "measuring stored streams",
        () -> resumable.full(events.size() > properties.maxTotal().toBytes()));
  }

  @Scheduled(fixedDelayString = "PT10S")
  void sweep() {
    upkeep.quietly(
        "closing lost streams",
        () -> {
          int lost = streams.sweep();
          if (lost > 0) {
            LOG.warn("closed {} lost streams", lost);
          }
        });
  }

  @Scheduled(fixedDelayString = "PT1M")
  void expire() {
    upkeep.quietly("forgetting events of streams", () -> events.expire(properties.keep()));
  }
}
