package dev.signalbox.cost.budget;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a budget can be a limit on. */
public enum ScopeKind {
  EVERYTHING,
  TEAM,
  USER,
  KEY,
  AGENT,
  /** {@code provider/model}; its snapshots are the same model. */
  MODEL,
  PROVIDER,
  TAG,
  CONVERSATION,
  RUN;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<ScopeKind> ofWireName(String name) {
    return Arrays.stream(values()).filter(kind -> kind.wireName().equals(name)).findFirst();
  }
}
