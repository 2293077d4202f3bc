package dev.signalbox.cost.budget;

import dev.signalbox.cost.charge.PriceUsage;
import dev.signalbox.kit.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Makes, changes, resets and removes budgets. Each change is one transaction that nothing is
 * reckoned beside.
 */
@Service
public class ChangeBudgets {

  private final TransactionOperations transactions;
  private final DefinitionsLock lock;
  private final DatabaseTime time;
  private final Budgets budgets;
  private final Counters counters;
  private final AnnounceBudgets announce;
  private final PriceUsage pricing;
  private final BudgetSettings settings;

  ChangeBudgets(
      TransactionOperations transactions,
      DefinitionsLock lock,
      DatabaseTime time,
      Budgets budgets,
      Counters counters,
      AnnounceBudgets announce,
      PriceUsage pricing,
      BudgetSettings settings) {
    this.transactions = transactions;
    this.lock = lock;
    this.time = time;
    this.budgets = budgets;
    this.counters = counters;
    this.announce = announce;
    this.pricing = pricing;
    this.settings = settings;
  }

  /**
   * Makes a budget. What begins from now on is counted.
   *
   * @throws ProblemException {@code too_many_budgets}, or {@code budget_busy}
   */
  public Budget create(BudgetDefinition definition) {
    return alone(
        () -> {
          if (budgets.count() >= settings.most()) {
            throw new ProblemException(
                BudgetProblem.TOO_MANY_BUDGETS,
                "There are %,d already (signalbox.cost.budgets.most). One with the scope value * counts"
                        .formatted(settings.most())
                    + " every value by itself.");
          }
          List<String> names = names(definition.scope());
          Budget created = budgets.add(definition, names, time.now());
          announce.created(created, names);
          return created;
        });
  }

  /**
   * Changes what a budget allows and how it is told of, not what it counts. What says the same as
   * before changes nothing.
   *
   * @throws ProblemException {@code budget_not_found}, {@code budget_changed}, {@code
   *     budget_keeps_its_scope}, or {@code budget_busy}
   */
  public Budget change(String id, BudgetDefinition definition, Expectation expectation) {
    return alone(
        () -> {
          Budget present = held(id, expectation);
          if (present.definition().equals(definition)) {
            return present;
          }
          if (!present.definition().countsLike(definition)) {
            throw new ProblemException(
                BudgetProblem.BUDGET_KEEPS_ITS_SCOPE,
                "Scope, unit and period stay as they are, or what was counted would mean something"
                    + " else. Make another budget.");
          }
          Budget changed = budgets.replace(present, definition, time.now());
          announce.changed(changed, budgets.names(changed));
          return changed;
        });
  }

  /**
   * Begins to count anew. What is granted stays granted, of what there is now.
   *
   * @throws ProblemException {@code budget_not_found}, or {@code budget_busy}
   */
  public Budget reset(String id) {
    return alone(
        () -> {
          Budget reset = budgets.reset(held(id, new Expectation.AnyRevision()), time.now());
          counters.carryOver(reset);
          announce.reset(reset, budgets.names(reset));
          return reset;
        });
  }

  /**
   * Removes a budget.
   *
   * @throws ProblemException {@code budget_not_found}, {@code budget_changed}, or {@code
   *     budget_busy}
   */
  public void remove(String id, Expectation expectation) {
    alone(
        () -> {
          Budget present = held(id, expectation);
          List<String> names = budgets.names(present);
          budgets.remove(present, time.now());
          announce.deleted(present, names);
          return present;
        });
  }

  private Budget alone(Supplier<Budget> change) {
    try {
      Budget changed =
          transactions.execute(
              _ -> {
                lock.exclude(settings.changePatience());
                return change.get();
              });
      if (changed == null) {
        throw new IllegalStateException("every change has a budget");
      }
      return changed;
    } catch (DataAccessException e) {
      if (!DefinitionsLock.gaveUp(e)) {
        throw e;
      }
      throw new ProblemException(
          BudgetProblem.BUDGET_BUSY,
          "Budgets are being reckoned with at the moment and cannot be changed. Try again.",
          e);
    }
  }

  private Budget held(String id, Expectation expectation) {
    Budget present =
        budgets
            .find(id)
            .orElseThrow(
                () ->
                    new ProblemException(
                        BudgetProblem.BUDGET_NOT_FOUND,
                        "No budget has this id. GET /api/v1/budgets lists those that exist."));
    if (!expectation.allows(present.revision())) {
      throw new ProblemException(
          BudgetProblem.BUDGET_CHANGED,
          "Read the budget again and send the ETag it has then in If-Match.");
    }
    return present;
  }

  /** A provider goes by the price table's name for it too, whichever of them was written down. */
  private List<String> names(Scope scope) {
    Set<String> names = new TreeSet<>();
    names.add(scope.value());
    if (!scope.each()) {
      switch (scope.kind()) {
        case PROVIDER -> names.add(pricing.provider(scope.value()));
        case MODEL -> {
          int slash = scope.value().indexOf('/');
          if (slash > 0) {
            String provider = pricing.provider(scope.value().substring(0, slash));
            names.add(provider.toLowerCase(Locale.ROOT) + scope.value().substring(slash));
          }
        }
        case EVERYTHING, TEAM, USER, KEY, AGENT, TAG, CONVERSATION, RUN -> {
          return List.of(scope.value());
        }
      }
    }
    return new ArrayList<>(names);
  }
}
