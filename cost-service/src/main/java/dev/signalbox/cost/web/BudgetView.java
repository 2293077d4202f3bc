package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.budget.AlertRules;
import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.budget.BudgetDefinition;
import dev.signalbox.cost.budget.BudgetDocument.PeriodDocument;
import dev.signalbox.cost.budget.BudgetDocument.ScopeDocument;
import dev.signalbox.cost.budget.Enforcement;
import dev.signalbox.cost.budget.Standing;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A budget as callers see it.
 *
 * @param standing of its one value; missing where every value has a counter of its own
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BudgetView(
    String budgetId,
    long revision,
    String name,
    ScopeDocument scope,
    String unit,
    Object limit,
    PeriodDocument period,
    String enforcement,
    @Nullable String unknownPrice,
    @Nullable AlertsView alerts,
    Instant createdAt,
    Instant updatedAt,
    @Nullable StandingView standing) {

  /** When and where it is told of. */
  record AlertsView(
      List<BigDecimal> percent, List<Object> absolute, List<String> webhooks, List<String> emails) {

    static AlertsView of(BudgetDefinition definition) {
      AlertRules rules = definition.alerts();
      return new AlertsView(
          rules.percents(),
          rules.amounts().stream().map(definition.unit()::inJson).toList(),
          rules.webhooks(),
          rules.emails());
    }
  }

  /** As administrators see it. */
  static BudgetView of(Budget budget, @Nullable Standing standing) {
    return of(budget, standing, AlertsView.of(budget.definition()));
  }

  /** As those see it whom it limits. */
  static BudgetView ofLimited(Budget budget, Standing standing) {
    return of(budget, standing, null);
  }

  private static BudgetView of(
      Budget budget, @Nullable Standing standing, @Nullable AlertsView alerts) {
    BudgetDefinition definition = budget.definition();
    Enforcement.@Nullable Hard hard =
        definition.enforcement() instanceof Enforcement.Hard held ? held : null;
    return new BudgetView(
        budget.id(),
        budget.revision(),
        definition.name(),
        ScopeDocument.of(definition.scope()),
        definition.unit().wireName(),
        definition.unit().inJson(definition.limit()),
        PeriodDocument.of(definition.period()),
        hard == null ? "soft" : "hard",
        hard == null ? null : hard.unknownPrice().wireName(),
        alerts,
        budget.createdAt(),
        budget.updatedAt(),
        standing == null ? null : StandingView.of(standing, definition.unit()));
  }
}
