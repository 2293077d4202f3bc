package dev.signalbox.cost.price;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What a threshold means. */
public enum TierRule {
  /**
   * A call whose input has more tokens than the threshold is priced at the tier's rates as a whole.
   */
  WHOLE_REQUEST,
  /** Of each priced bucket, what is above the threshold is priced at the tier's rates. */
  MARGINAL;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static Optional<TierRule> ofWireName(String name) {
    return Arrays.stream(values()).filter(rule -> rule.wireName().equals(name)).findFirst();
  }
}
