package dev.signalbox.cost.reconcile;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.signalbox.kit.money.Usd;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * An invoice beside the ledger.
 *
 * @param from the first day that was compared, in UTC
 * @param to the last one
 * @param tolerance a difference up to this is none
 * @param total of all days and models
 * @param models of all days
 * @param lines of each day and model
 */
public record Reconciliation(
    String provider,
    LocalDate from,
    LocalDate to,
    int invoiceLines,
    Usd tolerance,
    Comparison total,
    List<ModelComparison> models,
    List<LineComparison> lines) {

  public Reconciliation {
    models = List.copyOf(models);
    lines = List.copyOf(lines);
  }

  /**
   * Two sums.
   *
   * @param difference how much more is invoiced than was computed
   * @param reported what the provider said call by call; null if it did not for all of them
   * @param entries attempts in the ledger
   * @param unpriced attempts whose model had no price; not in the computed cost
   * @param unmetered attempts whose usage is unknown; not in the computed cost
   */
  public record Comparison(
      Usd invoiced,
      Usd computed,
      Usd difference,
      @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Usd reported,
      Finding finding,
      long entries,
      long unpriced,
      long unmetered) {}

  /**
   * One model.
   *
   * @param model as the price table names it; null for what is invoiced for none
   */
  public record ModelComparison(@Nullable String model, @JsonUnwrapped Comparison comparison) {}

  /** One model on one day. */
  public record LineComparison(
      LocalDate day, @Nullable String model, @JsonUnwrapped Comparison comparison) {}

  /** What came out. */
  public enum Finding {
    MATCHES,
    DIFFERS,
    ONLY_INVOICED,
    ONLY_IN_LEDGER;

    @JsonValue
    public String wireName() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
