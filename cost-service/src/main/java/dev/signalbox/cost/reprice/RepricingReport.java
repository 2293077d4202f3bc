package dev.signalbox.cost.reprice;

import dev.signalbox.kit.money.Usd;
import java.util.List;

/**
 * As billed, and as it would be.
 *
 * @param differences by model or by day, whichever was asked for; simulated calls apart
 */
public record RepricingReport(
    Repricing repricing, List<Difference> totals, List<Difference> differences) {

  public RepricingReport {
    totals = List.copyOf(totals);
    differences = List.copyOf(differences);
  }

  /**
   * Two sums.
   *
   * @param group the model behind its provider, or the day; empty if it is everything
   * @param changed entries that would cost something else
   * @param unpriced entries that were billed at no price; not in the first sum
   * @param stillUnpriced entries that have no price now; not in the second
   * @param difference how much more it would be
   */
  public record Difference(
      String group,
      boolean simulated,
      long entries,
      long changed,
      long unpriced,
      long stillUnpriced,
      Usd asBilled,
      Usd repriced,
      Usd difference) {}

  /** By what differences are told apart. */
  public enum By {
    MODEL,
    DAY
  }
}
