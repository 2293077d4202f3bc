package dev.signalbox.eventstore.state;

import java.time.Instant;

/** Which state of a stream is asked for. */
public sealed interface Moment {

  /** After this version; 0 is before the first event. */
  record AtVersion(long version) implements Moment {

    public AtVersion {
      if (version < 0) {
        throw new IllegalArgumentException("A version is not negative: " + version);
      }
    }
  }

  /** As the log stood at this time. */
  record AtTime(Instant time) implements Moment {}

  /** After the last event. */
  record Latest() implements Moment {}
}
