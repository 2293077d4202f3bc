package dev.signalbox.cost.budget;

import dev.signalbox.cost.budget.Spending.Charged;
import dev.signalbox.cost.budget.Spending.Slot;
import dev.signalbox.cost.budget.Spending.Spent;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.springframework.stereotype.Service;

/** Adds attempts to every budget that applies to them, as it was when each was let in. */
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

  /** Charges the attempts within the caller's transaction, which holds the definitions. */
  public void charge(Collection<AttemptCharge> attempts) {
    ApplyingBudgets applying =
        budgets.applying(attempts.stream().map(AttemptCharge::scopes).toList());
    SortedMap<CounterKey, NavigableMap<Instant, Counted>> counters = new TreeMap<>();
    for (AttemptCharge attempt : attempts) {
      for (Budget budget : applying.to(attempt.scopes())) {
        for (Counted counted : counted(budget, attempt)) {
          counters
              .computeIfAbsent(counted.charged().slot().key(), _ -> new TreeMap<>())
              .merge(counted.charged().slot().start(), counted, Counted::plus);
        }
      }
    }
    if (!counters.isEmpty()) {
      spending.charge(all(counters).stream().map(Counted::charged).toList());
      tell(counters);
    }
  }

  private static List<Counted> counted(Budget budget, AttemptCharge attempt) {
    Optional<Window> window = budget.windowAt(attempt.admittedAt());
    if (window.isEmpty()) {
      return List.of();
    }
    List<Counted> counted = new ArrayList<>();
    for (String value : values(budget.definition().scope(), attempt.scopes())) {
      CounterKey key = new CounterKey(budget.id(), value, window.get().start());
      counted.add(
          new Counted(
              budget,
              window.get(),
              attempt.admittedAt(),
              charged(budget, window.get(), key, attempt)));
    }
    return counted;
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
        new Slot(key, budget.slotOf(window, attempt.admittedAt())),
        amount,
        1,
        known.isEmpty() && worst.isEmpty() ? 1 : 0,
        known.isEmpty() && worst.isPresent() ? 1 : 0,
        budget.definition().hard() && reserved.isEmpty() ? 1 : 0,
        reserved.map(amount::subtract).orElse(BigDecimal.ZERO).max(BigDecimal.ZERO));
  }

  private void tell(SortedMap<CounterKey, NavigableMap<Instant, Counted>> counters) {
    Map<Slot, Spent> sums =
        spending.since(all(counters).stream().map(Counted::firstSlot).distinct().toList());
    counters.values().forEach(slots -> tell(slots, sums));
  }

  /**
   * Thresholds are looked at as if the attempts had come one after another, as they were let in: a
   * rolling window that ends with a slot has nothing of the slots after it.
   */
  private void tell(NavigableMap<Instant, Counted> slots, Map<Slot, Spent> sums) {
    BigDecimal later =
        slots.values().stream()
            .map(counted -> counted.charged().amount())
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    for (Counted counted : slots.values()) {
      later = later.subtract(counted.charged().amount());
      Spent spent = sums.get(counted.firstSlot());
      if (spent != null) {
        thresholds.reached(
            counted.budget(),
            counted.window(),
            counted.charged().slot().key().value(),
            spent.amount().subtract(later),
            counted.moment());
      }
    }
  }

  private static List<Counted> all(SortedMap<CounterKey, NavigableMap<Instant, Counted>> counters) {
    return counters.values().stream().flatMap(slots -> slots.values().stream()).toList();
  }

  /**
   * What is counted in a slot.
   *
   * @param moment when the last of the attempts was let in
   */
  private record Counted(Budget budget, Window window, Instant moment, Charged charged) {

    Counted plus(Counted more) {
      return new Counted(
          budget,
          window,
          moment.isBefore(more.moment) ? more.moment : moment,
          charged.plus(more.charged));
    }

    /** The first slot that counts when this one is the last. */
    Slot firstSlot() {
      return new Slot(charged.slot().key(), budget.firstSlotAt(window, moment));
    }
  }
}
