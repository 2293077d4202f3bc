package dev.signalbox.streaming.budget;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a budget is reckoned in. */
public enum Unit {
  USD,
  TOKENS;

  String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  static Optional<Unit> ofWireName(String name) {
    return Arrays.stream(values()).filter(unit -> unit.wireName().equals(name)).findFirst();
  }
}
