package dev.signalbox.cost.price;

import dev.signalbox.cost.match.NameRule;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Finds the first of a provider's models whose rule holds for a name. Names that are meant by
 * themselves are looked up; only other rules are tried.
 */
final class ModelIndex {

  /** The rule of the price that holds for whatever a provider runs. */
  static final NameRule EVERY_MODEL = new NameRule.Equal("*");

  private final List<ModelPrices> models;
  private final Map<String, Integer> byName = new HashMap<>();
  private final List<Integer> byRule = new ArrayList<>();

  ModelIndex(List<ModelPrices> models) {
    this.models = models;
    for (int place = 0; place < models.size(); place++) {
      if (!addNames(models.get(place).match(), place)) {
        byRule.add(place);
      }
    }
  }

  /** Notes the names that the rule means; tells whether it means nothing else. */
  private boolean addNames(NameRule rule, int place) {
    if (rule instanceof NameRule.Equal(String text)) {
      byName.putIfAbsent(text, place);
      return true;
    }
    if (rule instanceof NameRule.AnyOf(List<NameRule> clauses)) {
      boolean all = true;
      for (NameRule clause : clauses) {
        all &= addNames(clause, place);
      }
      return all;
    }
    return false;
  }

  /**
   * The model and the clause that holds.
   *
   * @param name in lower case
   */
  Optional<Found> find(String name) {
    int first = byName.getOrDefault(name, models.size());
    for (int place : byRule) {
      if (place >= first) {
        break;
      }
      @Nullable NameRule clause = models.get(place).match().holding(name).orElse(null);
      if (clause != null) {
        return Optional.of(new Found(models.get(place), clause));
      }
    }
    if (first == models.size()) {
      return Optional.empty();
    }
    ModelPrices named = models.get(first);
    return named.match().holding(name).map(clause -> new Found(named, clause));
  }

  /** The model that stands for whatever the provider runs. */
  Optional<ModelPrices> everyModel() {
    return models.stream().filter(model -> model.match().equals(EVERY_MODEL)).findFirst();
  }

  record Found(ModelPrices model, NameRule clause) {}
}
