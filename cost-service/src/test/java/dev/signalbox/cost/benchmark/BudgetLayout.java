package dev.signalbox.cost.benchmark;

import dev.signalbox.cost.budget.ScopeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * Hard budgets, each for one value, so that several apply to every attempt: with one budget it is
 * everything's, with a hundred a team's and a user's, with more a team's, a user's and a key's.
 *
 * @param levels from the widest scope to the narrowest
 */
record BudgetLayout(List<Level> levels) {

  /**
   * One level.
   *
   * @param first the number of its first budget
   */
  record Level(ScopeKind kind, int first, int budgets) {

    String value(long attempt) {
      return kind == ScopeKind.EVERYTHING ? "everything" : kind.wireName() + '-' + place(attempt);
    }

    String budgetId(long attempt) {
      return "bud_%026d".formatted(first + place(attempt));
    }

    private long place(long attempt) {
      return attempt % budgets;
    }
  }

  BudgetLayout {
    levels = List.copyOf(levels);
  }

  /**
   * A layout of so many budgets.
   *
   * @param first the number of the first one
   */
  static BudgetLayout of(int budgets, int first) {
    if (budgets == 0) {
      return new BudgetLayout(List.of());
    }
    if (budgets == 1) {
      return new BudgetLayout(List.of(new Level(ScopeKind.EVERYTHING, first, 1)));
    }
    List<Level> levels = new ArrayList<>();
    if (budgets <= 100) {
      levels.add(new Level(ScopeKind.TEAM, first, budgets / 10));
      levels.add(new Level(ScopeKind.USER, first + budgets / 10, budgets - budgets / 10));
    } else {
      levels.add(new Level(ScopeKind.TEAM, first, budgets / 100));
      levels.add(new Level(ScopeKind.USER, first + budgets / 100, budgets / 10 - budgets / 100));
      levels.add(new Level(ScopeKind.KEY, first + budgets / 10, budgets - budgets / 10));
    }
    return new BudgetLayout(levels);
  }

  int budgets() {
    return levels.stream().mapToInt(Level::budgets).sum();
  }
}
