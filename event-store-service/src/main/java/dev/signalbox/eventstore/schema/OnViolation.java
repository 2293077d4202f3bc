package dev.signalbox.eventstore.schema;

import java.util.Locale;

/** What becomes of an event that breaks its schema. */
public enum OnViolation {
  /** It is not recorded, nor is what was to be recorded with it. */
  REJECT,
  /** It is recorded with a mark and counted. */
  WARN;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static OnViolation of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
