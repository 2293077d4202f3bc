package dev.signalbox.cost.budget;

import dev.signalbox.cost.budget.AttemptScopes.ScopedName;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Budgets that apply to some of several attempts, by the names that the attempts have. */
final class ApplyingBudgets {

  private final Map<ScopedName, List<Budget>> byName = new HashMap<>();

  /**
   * Adds a budget.
   *
   * @param names it goes by, of those that attempts have
   */
  void add(Budget budget, Collection<String> names) {
    ScopeKind kind = budget.definition().scope().kind();
    for (String name : names) {
      byName.computeIfAbsent(new ScopedName(kind, name), _ -> new ArrayList<>()).add(budget);
    }
  }

  /** Those that apply to one of the attempts, each once. */
  List<Budget> to(AttemptScopes attempt) {
    Map<String, Budget> applying = new LinkedHashMap<>();
    for (ScopedName name : attempt.names()) {
      byName.getOrDefault(name, List.of()).forEach(budget -> applying.put(budget.id(), budget));
    }
    return List.copyOf(applying.values());
  }
}
