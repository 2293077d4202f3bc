package dev.signalbox.cost.web;

import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.budget.Budgets;
import dev.signalbox.cost.budget.Scope;
import dev.signalbox.cost.budget.Standings;
import dev.signalbox.kit.security.Caller;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/** What callers may see of budgets: those that limit them, and how they themselves stand. */
@RestController
class OwnBudgetsController {

  private final Budgets budgets;
  private final Standings standings;

  OwnBudgetsController(Budgets budgets, Standings standings) {
    this.budgets = budgets;
    this.standings = standings;
  }

  @GetMapping("/api/v1/budgets/mine")
  Page<BudgetView> mine(Caller caller) {
    return new Page<>(
        budgets.ofCaller(caller.team(), caller.user(), key(caller)).stream()
            .map(
                budget -> BudgetView.ofLimited(budget, standings.of(budget, value(budget, caller))))
            .toList(),
        null);
  }

  private static String value(Budget budget, Caller caller) {
    Scope scope = budget.definition().scope();
    return switch (scope.kind()) {
      case TEAM -> orElse(caller.team(), scope);
      case USER -> orElse(caller.user(), scope);
      case KEY -> key(caller);
      case EVERYTHING, AGENT, MODEL, PROVIDER, TAG, CONVERSATION, RUN -> scope.value();
    };
  }

  private static String orElse(@Nullable String own, Scope scope) {
    return own == null ? scope.value() : own;
  }

  private static String key(Caller caller) {
    String keyId = caller.keyId();
    return keyId == null ? caller.subject() : keyId;
  }
}
