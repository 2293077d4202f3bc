package dev.signalbox.eventstore.replay;

import dev.signalbox.eventstore.log.RecordedEvent;
import java.util.List;

/** Publishes into a list and ends, as the process would, right after it has published so often. */
final class Dying implements Republication {

  private final List<RecordedEvent> published;
  private int left;

  Dying(List<RecordedEvent> published, int times) {
    this.published = published;
    this.left = times;
  }

  /** The end. */
  static final class KilledError extends Error {
    private static final long serialVersionUID = 1;
  }

  @Override
  public Publisher open(String replayId, String topic) {
    return new Publisher() {
      @Override
      public void publish(List<RecordedEvent> events) {
        published.addAll(events);
        if (--left == 0) {
          throw new KilledError();
        }
      }

      @Override
      public void close() {}
    };
  }
}
