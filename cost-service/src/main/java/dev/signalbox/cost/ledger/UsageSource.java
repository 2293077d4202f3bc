package dev.signalbox.cost.ledger;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Where the figures of a usage are from. */
public enum UsageSource {
  /** The provider reported them at the end of the answer. */
  PROVIDER,
  /** The provider reported them after the caller had gone and the answer was read to its end. */
  DRAINED,
  /** Counted on our side, because the provider reported nothing. */
  ESTIMATED;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<UsageSource> ofWireName(String name) {
    return Arrays.stream(values()).filter(source -> source.wireName().equals(name)).findFirst();
  }
}
