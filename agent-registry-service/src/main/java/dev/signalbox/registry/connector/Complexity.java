package dev.signalbox.registry.connector;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** How much a message asks of a model. */
public enum Complexity {
  LOW,
  MEDIUM,
  HIGH;

  /** As it is written in JSON. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The complexity with this code. */
  public static Optional<Complexity> of(String code) {
    return Arrays.stream(values()).filter(value -> value.code().equals(code)).findFirst();
  }
}
