package dev.signalbox.cost.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How an attempt ended. */
public enum Outcome {
  COMPLETED,
  CLIENT_GONE,
  PROVIDER_ERROR,
  TIMED_OUT,
  /** Nobody saw the end: the process that ran it died. */
  LOST;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Outcome> ofWireName(String name) {
    return Arrays.stream(values()).filter(outcome -> outcome.wireName().equals(name)).findFirst();
  }
}
