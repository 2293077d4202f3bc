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
  /** The id of the price that an entry was billed at. */
  PRICE(false),
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

  /** Whether there is, by value, what it came to in all its days. */
  public boolean byLifetime() {
    return !contended();
  }

  /**
   * Whether a value has many writers at a time, so that they spread over several rows. Entries that
   * have no value always are many.
   */
  boolean contended(String value) {
    return value.isEmpty() || contended();
  }

  /** Whether any value has many writers at a time. */
  boolean contended() {
    return switch (this) {
      case CONVERSATION, RUN -> false;
      case AGENT,
          ALL,
          KEY,
          MODEL,
          OUTCOME,
          PRICE,
          PROVIDER,
          REQUESTED_MODEL,
          SERVICE_TIER,
          STATUS,
          TAG,
          TEAM,
          USAGE_SOURCE,
          USER ->
          true;
    };
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
