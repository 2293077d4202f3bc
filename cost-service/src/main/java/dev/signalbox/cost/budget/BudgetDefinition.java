package dev.signalbox.cost.budget;

import java.math.BigDecimal;

/** What a budget says. */
public record BudgetDefinition(
    String name,
    Scope scope,
    Unit unit,
    BigDecimal limit,
    Period period,
    Enforcement enforcement,
    AlertRules alerts) {

  /** Whether the other one counts the same, whatever it allows. */
  boolean countsLike(BudgetDefinition other) {
    return scope.equals(other.scope) && unit == other.unit && period.equals(other.period);
  }

  public boolean hard() {
    return switch (enforcement) {
      case Enforcement.Hard _ -> true;
      case Enforcement.Soft _ -> false;
    };
  }
}
