package dev.signalbox.cost.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** By what the ledger is added up. */
public enum Dimension {
  AGENT(true),
  /** Everything in one sum. */
  ALL(true),
  CONVERSATION(false),
  KEY(true),
  /** The provider, a slash and its model. */
  MODEL(true),
  OUTCOME(true),
  PROVIDER(true),
  REQUESTED_MODEL(false),
  RUN(false),
  SERVICE_TIER(false),
  STATUS(true),
  /** An entry with several tags is in the sum of each. */
  TAG(false),
  TEAM(true),
  USAGE_SOURCE(false),
  USER(true);

  private final boolean byHour;

  Dimension(boolean byHour) {
    this.byHour = byHour;
  }

  /** Whether there are sums by hour and not only by day. */
  public boolean byHour() {
    return byHour;
  }

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Dimension> ofWireName(String name) {
    return Arrays.stream(values())
        .filter(dimension -> dimension.wireName().equals(name))
        .findFirst();
  }
}
