package dev.signalbox.cost.budget;

import dev.signalbox.cost.budget.Spending.Charged;
import dev.signalbox.cost.budget.Spending.Spent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Service;

/** Adds an attempt to every budget that applies to it, as it was when the attempt was let in. */
@Service
public class ChargeBudgets {

  private final Budgets budgets;
  private final Spending spending;
  private final WatchThresholds thresholds;

  ChargeBudgets(Budgets budgets, Spending spending, WatchThresholds thresholds) {
    this.budgets = budgets;
    this.spending = spending;
    this.thresholds = thresholds;
  }

  /** Charges the attempt within the caller's transaction, which holds the definitions. */
  public void charge(AttemptCharge attempt) {
    Map<CounterKey, Counted> counted = new HashMap<>();
    List<Charged> charges = new ArrayList<>();
    for (Budget budget : budgets.applying(attempt.scopes())) {
      Optional<Window> window = budget.windowAt(attempt.admittedAt());
      if (window.isPresent()) {
        for (String value : values(budget.definition().scope(), attempt.scopes())) {
          CounterKey key = new CounterKey(budget.id(), value, window.get().start());
          counted.put(key, new Counted(budget, window.get()));
          charges.add(charged(budget, window.get(), key, attempt));
        }
      }
    }
    if (!charges.isEmpty()) {
      spending.charge(charges);
      tell(counted, attempt.admittedAt());
    }
  }

  private static Set<String> values(Scope scope, AttemptScopes attempt) {
    return scope.each() ? new LinkedHashSet<>(attempt.values(scope.kind())) : Set.of(scope.value());
  }

  private static Charged charged(
      Budget budget, Window window, CounterKey key, AttemptCharge attempt) {
    Unit unit = budget.definition().unit();
    Optional<BigDecimal> known = attempt.amount(unit);
    Optional<BigDecimal> worst = attempt.worstCase(unit);
    BigDecimal amount = known.or(() -> worst).orElse(BigDecimal.ZERO);
    Optional<BigDecimal> reserved = attempt.reservedOf(key.budgetId(), key.value());
    return new Charged(
        key,
        budget.slotOf(window, attempt.admittedAt()),
        amount,
        known.isEmpty() && worst.isEmpty(),
        known.isEmpty() && worst.isPresent(),
        budget.definition().hard() && reserved.isEmpty(),
        reserved.map(amount::subtract).orElse(BigDecimal.ZERO).max(BigDecimal.ZERO));
  }

  private void tell(Map<CounterKey, Counted> counted, Instant moment) {
    Map<CounterKey, Instant> since = new HashMap<>();
    counted.forEach(
        (key, each) -> since.put(key, each.budget().firstSlotAt(each.window(), moment)));
    Map<CounterKey, Spent> sums = spending.since(since);
    counted.forEach(
        (key, each) -> {
          Spent spent = sums.get(key);
          if (spent != null) {
            thresholds.reached(each.budget(), each.window(), key.value(), spent.amount(), moment);
          }
        });
  }

  private record Counted(Budget budget, Window window) {}
}
