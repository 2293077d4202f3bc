package dev.signalbox.cost.budget;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A budget as it is written down by whoever makes or changes one; what is missing has its usual
 * value.
 *
 * @param limit a decimal string of dollars, or a number of tokens
 * @param enforcement {@code hard} or {@code soft}
 */
public record BudgetDocument(
    @Nullable String name,
    @Nullable ScopeDocument scope,
    @Nullable String unit,
    @Nullable JsonNode limit,
    @Nullable PeriodDocument period,
    @Nullable String enforcement,
    @Nullable String unknownPrice,
    @Nullable AlertsDocument alerts) {

  /** What is limited. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record ScopeDocument(@Nullable String kind, @Nullable String value) {

    public static ScopeDocument of(Scope scope) {
      return new ScopeDocument(
          scope.kind().wireName(), scope.kind() == ScopeKind.EVERYTHING ? null : scope.value());
    }
  }

  /**
   * Over which time it is counted.
   *
   * @param kind {@code day}, {@code week}, {@code month}, {@code rolling} or {@code total}
   * @param hours of a rolling period
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record PeriodDocument(
      @Nullable String kind, @Nullable String timeZone, @Nullable Integer hours) {

    public static PeriodDocument of(Period period) {
      return switch (period) {
        case Period.Calendar calendar ->
            new PeriodDocument(period.wireName(), calendar.zone().getId(), null);
        case Period.Rolling rolling -> new PeriodDocument(period.wireName(), null, rolling.hours());
        case Period.Total _ -> new PeriodDocument(period.wireName(), null, null);
      };
    }
  }

  /** When and where it is told of. */
  public record AlertsDocument(
      @Nullable List<@Nullable BigDecimal> percent,
      @Nullable List<@Nullable JsonNode> absolute,
      @Nullable List<@Nullable String> webhooks,
      @Nullable List<@Nullable String> emails) {}
}
