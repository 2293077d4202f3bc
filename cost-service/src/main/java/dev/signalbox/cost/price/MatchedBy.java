package dev.signalbox.cost.price;

import java.util.Locale;

/** Why a price was chosen for a model's name. */
public enum MatchedBy {
  /** It is the model's own name. */
  MODEL,
  /** It is another name of the model. */
  ALIAS,
  /** It is a name of the model with the date or number of a snapshot behind it. */
  SNAPSHOT,
  /** The provider has one price for whatever it runs. */
  PROVIDER;

  public String wireName() {
    return name().toLowerCase(Locale.ROOT);
  }
}
