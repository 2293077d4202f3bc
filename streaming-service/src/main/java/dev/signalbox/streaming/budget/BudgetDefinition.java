package dev.signalbox.streaming.budget;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A budget as cost-service announces it, as far as it is read here. */
public record BudgetDefinition(
    @Nullable String budgetId,
    long revision,
    @Nullable ScopeDefinition scope,
    @Nullable List<String> names,
    @Nullable String unit,
    @Nullable String enforcement) {

  /** What is limited. */
  public record ScopeDefinition(@Nullable String kind, @Nullable String value) {}

  /**
   * The budget, null if it stops nothing.
   *
   * @throws IllegalArgumentException if it is none that is understood here
   */
  public @Nullable Budget toBudget() {
    if ("soft".equals(enforcement)) {
      return null;
    }
    if (budgetId == null || scope == null || scope.kind() == null || unit == null) {
      throw new IllegalArgumentException("a budget has an id, a scope and a unit");
    }
    ScopeKind kind =
        ScopeKind.ofWireName(scope.kind())
            .orElseThrow(() -> new IllegalArgumentException("no scope " + scope.kind()));
    String value = scope.value() == null ? kind.wireName() : scope.value();
    return new Budget(
        budgetId,
        revision,
        kind,
        value,
        names == null ? Set.of(value) : Set.copyOf(names),
        Unit.ofWireName(unit).orElseThrow(() -> new IllegalArgumentException("no unit " + unit)));
  }
}
