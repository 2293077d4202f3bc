package dev.signalbox.cost.budget;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a budget does when it runs out. */
public sealed interface Enforcement {

  /** It is only counted, and told of. */
  record Soft() implements Enforcement {}

  /** No attempt begins that it does not cover. */
  record Hard(UnknownPrice unknownPrice) implements Enforcement {}

  /** What becomes of an attempt at a model without a price, under a budget in dollars. */
  enum UnknownPrice {
    REFUSE,
    /** It is made, and counted as one whose cost is unknown. */
    FLAG;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<UnknownPrice> ofWireName(String name) {
      return Arrays.stream(values()).filter(policy -> policy.wireName().equals(name)).findFirst();
    }
  }
}
