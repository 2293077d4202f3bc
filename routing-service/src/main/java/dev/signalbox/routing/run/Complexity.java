package dev.signalbox.routing.run;

import java.util.Locale;

/** How hard a message is, as the caller says. */
public enum Complexity {
  LOW,
  MEDIUM,
  HIGH;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
