package dev.signalbox.eventstore.ingest.parked;

import java.util.Locale;

/** Where a parked record stands. */
public enum State {
  PARKED,
  /** In the log, or held for its cause as a live event is. */
  FILED,
  DISCARDED;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static State of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }
}
