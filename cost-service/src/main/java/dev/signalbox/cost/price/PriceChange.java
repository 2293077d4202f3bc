package dev.signalbox.cost.price;

import java.util.List;
import java.util.Locale;

/**
 * What becomes of the prices of one model.
 *
 * @param before what is in force; empty if there is no price yet
 * @param after what would be in force; empty if there would be no price any more
 */
public record PriceChange(
    Kind kind, String provider, String model, List<Price> before, List<Price> after) {

  public PriceChange {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /** The kinds, in the order in which they are told. */
  public enum Kind {
    REMOVED,
    CHANGED,
    ADDED;

    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
