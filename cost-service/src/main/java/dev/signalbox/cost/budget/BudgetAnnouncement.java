package dev.signalbox.cost.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.budget.BudgetDocument.PeriodDocument;
import dev.signalbox.cost.budget.BudgetDocument.ScopeDocument;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is told about a budget. Where alerts go is not: addresses of webhooks can be secrets.
 *
 * @param names the values of attempts that it applies to; {@code *} for each
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BudgetAnnouncement(
    String budgetId,
    long revision,
    String name,
    ScopeDocument scope,
    List<String> names,
    String unit,
    Object limit,
    PeriodDocument period,
    String enforcement,
    @Nullable String unknownPrice,
    Instant createdAt,
    Instant updatedAt) {

  static BudgetAnnouncement of(Budget budget, List<String> names) {
    BudgetDefinition definition = budget.definition();
    Enforcement.@Nullable Hard hard =
        definition.enforcement() instanceof Enforcement.Hard held ? held : null;
    return new BudgetAnnouncement(
        budget.id(),
        budget.revision(),
        definition.name(),
        ScopeDocument.of(definition.scope()),
        names,
        definition.unit().wireName(),
        definition.unit().inJson(definition.limit()),
        PeriodDocument.of(definition.period()),
        hard == null ? "soft" : "hard",
        hard == null ? null : hard.unknownPrice().wireName(),
        budget.createdAt(),
        budget.updatedAt());
  }
}
