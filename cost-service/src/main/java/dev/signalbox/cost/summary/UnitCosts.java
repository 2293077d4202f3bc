package dev.signalbox.cost.summary;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.kit.money.Usd;
import org.jspecify.annotations.Nullable;

/**
 * What one of a thing cost on average, the calls that failed on the way included.
 *
 * @param answer a call of a model that was completed
 * @param conversation one that had any call
 * @param run one that had any call
 */
public record UnitCosts(Unit answer, Unit conversation, Unit run) {

  /**
   * One kind of thing.
   *
   * @param cost of all of them; of answers everything that was spent
   * @param average null if there is none; rounded to 12 decimals
   */
  public record Unit(
      long count, Usd cost, @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Usd average) {}
}
