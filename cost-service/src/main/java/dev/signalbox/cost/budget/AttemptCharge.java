package dev.signalbox.cost.budget;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an attempt adds to the budgets that apply to it.
 *
 * @param admittedAt when it was let in, by the database's clock: that decides the period
 * @param cost in US dollars; null if it is not known
 * @param tokens null if they are not known
 */
public record AttemptCharge(
    AttemptScopes scopes,
    Instant admittedAt,
    @Nullable BigDecimal cost,
    @Nullable Long tokens,
    List<Reserved> reserved) {

  public AttemptCharge {
    reserved = List.copyOf(reserved);
  }

  /** What it came to in a unit; empty if that is not known. */
  Optional<BigDecimal> amount(Unit unit) {
    return switch (unit) {
      case USD -> Optional.ofNullable(cost);
      case TOKENS -> Optional.ofNullable(tokens).map(BigDecimal::valueOf);
    };
  }

  /** The worst it can have come to, as it was reckoned beforehand; empty if it was not. */
  public Optional<BigDecimal> worstCase(Unit unit) {
    return reserved.stream()
        .filter(each -> each.unit() == unit)
        .map(Reserved::amount)
        .max(BigDecimal::compareTo);
  }

  Optional<BigDecimal> reservedOf(String budgetId, String value) {
    return reserved.stream()
        .filter(each -> each.budgetId().equals(budgetId) && each.value().equals(value))
        .map(Reserved::amount)
        .findFirst();
  }
}
