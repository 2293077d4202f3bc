package dev.signalbox.eventstore.schema;

import java.util.Locale;

/** What a schema promises about the version before it. */
public enum Compatibility {
  /** Nothing. */
  NONE,
  /** Whatever fits the version before fits this one. */
  BACKWARD;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Compatibility of(String wireName) {
    return valueOf(wireName.toUpperCase(Locale.ROOT));
  }
}
