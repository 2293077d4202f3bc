package dev.signalbox.cost.ledger;

import dev.signalbox.cost.charge.PricedUsage;
import java.util.Locale;

/** What is known about the cost of an attempt. An unknown cost is flagged and never zero. */
public sealed interface Billing {

  /** Usage and price are known. */
  record Priced(PricedUsage priced) implements Billing {}

  /** The usage is known, but the model has no price. */
  record Unpriced() implements Billing {}

  /** Nothing is known about the usage. */
  record Unmetered() implements Billing {}

  /** The name in JSON and in the database. */
  default String status() {
    return getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }
}
