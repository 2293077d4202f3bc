package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import dev.signalbox.cost.budget.BudgetDocument;
import dev.signalbox.cost.budget.BudgetDocument.AlertsDocument;
import dev.signalbox.cost.budget.BudgetDocument.PeriodDocument;
import dev.signalbox.cost.budget.BudgetDocument.ScopeDocument;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A budget sent by a caller. What an answer adds is passed over, so that a budget can be read,
 * changed and sent back as it is.
 */
@JsonIgnoreProperties({"budget_id", "revision", "created_at", "updated_at", "standing"})
record BudgetRequest(
    @Nullable String name,
    @Nullable ScopeDocument scope,
    @Nullable String unit,
    @Nullable JsonNode limit,
    @Nullable PeriodDocument period,
    @Nullable String enforcement,
    @Nullable String unknownPrice,
    @Nullable AlertsDocument alerts) {

  BudgetDocument document() {
    return new BudgetDocument(name, scope, unit, limit, period, enforcement, unknownPrice, alerts);
  }
}
