package dev.signalbox.routing.decision;

import java.util.Locale;

/** Who decides, in the order in which they are asked. */
public enum Tier {
  RULES,
  CLASSIFIER,
  MODEL;

  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
