package dev.signalbox.cost.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.benchmark.BudgetLayout.Level;
import dev.signalbox.cost.budget.ScopeKind;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BudgetLayoutTests {

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 100, 10_000})
  void hasAsManyBudgetsAsAskedForAndUsesThemAll(int budgets) {
    BudgetLayout layout = BudgetLayout.of(budgets, 7);
    Set<String> used = new HashSet<>();
    for (long attempt = 0; attempt < 10_000; attempt++) {
      for (Level level : layout.levels()) {
        used.add(level.budgetId(attempt));
      }
    }

    assertThat(layout.budgets()).isEqualTo(budgets);
    assertThat(used).hasSize(budgets);
  }

  @Test
  void scopesAreNested() {
    assertThat(BudgetLayout.of(10_000, 0).levels())
        .extracting(Level::kind)
        .containsExactly(ScopeKind.TEAM, ScopeKind.USER, ScopeKind.KEY);
    assertThat(BudgetLayout.of(100, 0).levels().getFirst().value(23)).isEqualTo("team-3");
    assertThat(BudgetLayout.of(1, 0).levels().getFirst().value(23)).isEqualTo("everything");
  }
}
