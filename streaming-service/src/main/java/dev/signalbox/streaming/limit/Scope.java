package dev.signalbox.streaming.limit;

import dev.signalbox.streaming.meter.Origin;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whom a limit is for. */
public enum Scope {
  KEY,
  USER,
  AGENT,
  MODEL;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<Scope> ofWireName(String name) {
    return Arrays.stream(values()).filter(scope -> scope.wireName().equals(name)).findFirst();
  }

  /** Who of this kind a request counts for, null when there is nobody. */
  @Nullable String of(Origin origin, String model) {
    return switch (this) {
      case KEY -> origin.keyId();
      case USER -> origin.user();
      case AGENT -> origin.agentId();
      case MODEL -> model;
    };
  }
}
