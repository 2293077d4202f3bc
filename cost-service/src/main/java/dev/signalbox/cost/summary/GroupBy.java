package dev.signalbox.cost.summary;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What sums can be split by. */
public enum GroupBy {
  AGENT,
  MODEL,
  PROVIDER,
  KEY,
  USER,
  TEAM,
  DAY,
  CONVERSATION;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<GroupBy> ofWireName(String name) {
    return Arrays.stream(values()).filter(group -> group.wireName().equals(name)).findFirst();
  }

  /** The dimension of the roll-ups that is read. */
  String dimension() {
    return this == DAY ? "all" : wireName();
  }
}
