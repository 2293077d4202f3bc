package dev.signalbox.cost.lease;

import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.budget.Enforcement;
import dev.signalbox.cost.budget.Enforcement.UnknownPrice;
import dev.signalbox.cost.budget.Unit;
import dev.signalbox.cost.lease.LeaseRequest.Wanted;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Reckons what a request demands of the budgets that it names. */
@Component
class ReadDemands {

  private final UpperPrices prices;
  private final LeaseSettings settings;

  ReadDemands(UpperPrices prices, LeaseSettings settings) {
    this.prices = prices;
    this.settings = settings;
  }

  /** What the request comes to. */
  sealed interface Reading {

    /**
     * It demands this.
     *
     * @param needless budgets that are gone, or no longer hard
     * @param flagged budgets in dollars that let an unknown price pass
     */
    record Demands(
        List<Demand> demands,
        List<String> needless,
        List<String> flagged,
        @Nullable WorstRates rates)
        implements Reading {}

    /** The price is unknown, and this budget does not let that pass. */
    record Refused(Budget budget) implements Reading {}
  }

  Reading read(LeaseRequest request, List<Budget> known, Instant now) {
    Map<String, Budget> byId = new HashMap<>();
    known.forEach(budget -> byId.put(budget.id(), budget));
    Optional<WorstRates> rates =
        prices.between(
            request.team(),
            request.provider(),
            request.model(),
            now,
            now.plus(settings.duration()));
    List<Demand> demands = new ArrayList<>();
    List<String> needless = new ArrayList<>();
    List<String> flagged = new ArrayList<>();
    for (Wanted wanted : request.wanted()) {
      Budget budget = byId.get(wanted.budgetId());
      if (budget == null
          || !(budget.definition().enforcement() instanceof Enforcement.Hard hard)
          || budget.definition().scope().kind() != wanted.kind()
          || !budget.definition().scope().covers(wanted.value())) {
        needless.add(wanted.budgetId());
      } else if (budget.definition().unit() == Unit.TOKENS) {
        demands.add(demand(budget, wanted, now, BigDecimal.ONE, BigDecimal.ONE, BigDecimal.ZERO));
      } else if (rates.isPresent()) {
        demands.add(
            demand(
                budget,
                wanted,
                now,
                rates.get().perInputToken(request.inputTokens(), request.textOnly()),
                rates.get().perOutputToken(request.inputTokens(), request.textOnly()),
                rates.get().perRequest()));
      } else if (hard.unknownPrice() == UnknownPrice.FLAG) {
        flagged.add(wanted.budgetId());
      } else {
        return new Reading.Refused(budget);
      }
    }
    return new Reading.Demands(demands, needless, flagged, rates.orElse(null));
  }

  private static Demand demand(
      Budget budget,
      Wanted wanted,
      Instant now,
      BigDecimal perInput,
      BigDecimal perOutput,
      BigDecimal perRequest) {
    return new Demand(
        budget,
        budget.presentWindow(now),
        wanted.leaseId(),
        wanted.value(),
        perInput,
        perOutput,
        perRequest);
  }
}
