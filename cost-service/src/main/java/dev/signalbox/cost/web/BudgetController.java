package dev.signalbox.cost.web;

import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.budget.BudgetProblem;
import dev.signalbox.cost.budget.BudgetRules;
import dev.signalbox.cost.budget.Budgets;
import dev.signalbox.cost.budget.ChangeBudgets;
import dev.signalbox.cost.budget.Expectation;
import dev.signalbox.cost.budget.ProveBudget;
import dev.signalbox.cost.budget.Scope;
import dev.signalbox.cost.budget.Standing;
import dev.signalbox.cost.budget.Standings;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.problem.ProblemException;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/api/v1/budgets")
class BudgetController {

  private static final int LONGEST_VALUE = 200;

  private final BudgetRules rules;
  private final ChangeBudgets change;
  private final Budgets budgets;
  private final Standings standings;
  private final ProveBudget prove;

  BudgetController(
      BudgetRules rules,
      ChangeBudgets change,
      Budgets budgets,
      Standings standings,
      ProveBudget prove) {
    this.rules = rules;
    this.change = change;
    this.budgets = budgets;
    this.standings = standings;
    this.prove = prove;
  }

  /** The cursor is the id of the last budget that was shown. */
  @GetMapping
  Page<BudgetView> list(
      @RequestParam(defaultValue = "50") int limit, @RequestParam @Nullable String cursor) {
    Page.check(limit);
    if (cursor != null && !IdKind.BUDGET.matches(cursor)) {
      throw Invalid.field("cursor", "must be the next_cursor of an earlier answer");
    }
    return Page.of(
        budgets.page(cursor, limit + 1), limit, each -> BudgetView.of(each, null), Budget::id);
  }

  @PostMapping
  ResponseEntity<BudgetView> create(@RequestBody BudgetRequest request) {
    Budget created = change.create(rules.read(request.document()));
    return ResponseEntity.created(URI.create("/api/v1/budgets/" + created.id()))
        .eTag(EntityTags.of(created))
        .body(BudgetView.of(created, standing(created)));
  }

  @GetMapping("/{budgetId}")
  ResponseEntity<BudgetView> show(@PathVariable String budgetId) {
    return shown(found(budgetId));
  }

  @PutMapping("/{budgetId}")
  ResponseEntity<BudgetView> replace(
      @PathVariable String budgetId,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch,
      @RequestBody BudgetRequest request) {
    if (ifMatch == null) {
      throw new ProblemException(
          BudgetProblem.IF_MATCH_REQUIRED,
          "Send the ETag of the budget as you read it in If-Match, so that no one else's change is"
              + " lost.");
    }
    return shown(
        change.change(budgetId, rules.read(request.document()), EntityTags.expectation(ifMatch)));
  }

  @DeleteMapping("/{budgetId}")
  @ResponseStatus(HttpStatus.NO_CONTENT)
  void remove(
      @PathVariable String budgetId,
      @RequestHeader(name = "If-Match", required = false) @Nullable String ifMatch) {
    change.remove(
        budgetId,
        ifMatch == null ? new Expectation.AnyRevision() : EntityTags.expectation(ifMatch));
  }

  /** Begins to count anew, for every value. */
  @PostMapping("/{budgetId}/reset")
  ResponseEntity<BudgetView> reset(@PathVariable String budgetId) {
    return shown(change.reset(budgetId));
  }

  /** How the values stand of which anything was spent. The cursor is the last one shown. */
  @GetMapping("/{budgetId}/values")
  Page<StandingView> values(
      @PathVariable String budgetId,
      @RequestParam(defaultValue = "50") int limit,
      @RequestParam @Nullable String cursor) {
    Page.check(limit);
    checkValue("cursor", cursor);
    Budget budget = found(budgetId);
    return Page.of(
        standings.page(budget, cursor, limit + 1),
        limit,
        each -> StandingView.of(each, budget.definition().unit()),
        Standing::value);
  }

  /** Reckons a counter anew from the ledger and the leases. */
  @GetMapping("/{budgetId}/proof")
  ProofView proof(@PathVariable String budgetId, @RequestParam @Nullable String value) {
    checkValue("value", value);
    Budget budget = found(budgetId);
    Scope scope = budget.definition().scope();
    if (scope.each() && value == null) {
      throw Invalid.field("value", "is required, because every value has a counter of its own");
    }
    if (value != null && !scope.covers(value)) {
      throw Invalid.field("value", "is none that the budget counts");
    }
    return ProofView.of(
        prove.prove(budget, value == null ? scope.value() : value), budget.definition().unit());
  }

  private ResponseEntity<BudgetView> shown(Budget budget) {
    return ResponseEntity.ok()
        .eTag(EntityTags.of(budget))
        .body(BudgetView.of(budget, standing(budget)));
  }

  private @Nullable Standing standing(Budget budget) {
    Scope scope = budget.definition().scope();
    return scope.each() ? null : standings.of(budget, scope.value());
  }

  private Budget found(String budgetId) {
    List<Budget> found =
        IdKind.BUDGET.matches(budgetId) ? budgets.find(List.of(budgetId)) : List.of();
    if (found.isEmpty()) {
      throw new ProblemException(
          BudgetProblem.BUDGET_NOT_FOUND,
          "No budget has this id. GET /api/v1/budgets lists those that exist.");
    }
    return found.getFirst();
  }

  private static void checkValue(String parameter, @Nullable String value) {
    if (value != null
        && (value.isEmpty()
            || value.length() > LONGEST_VALUE
            || value.chars().anyMatch(Character::isISOControl))) {
      throw Invalid.field(
          parameter, "must have 1 to " + LONGEST_VALUE + " characters and no control characters");
    }
  }
}
