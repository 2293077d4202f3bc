package dev.signalbox.cost.web;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.cost.budget.Budget;
import dev.signalbox.cost.budget.BudgetAnnouncement;
import dev.signalbox.cost.budget.BudgetProblem;
import dev.signalbox.cost.budget.Budgets;
import dev.signalbox.cost.budget.Unit;
import dev.signalbox.cost.lease.GrantLeases;
import dev.signalbox.cost.lease.GrantOutcome;
import dev.signalbox.cost.lease.GrantOutcome.GrantedLease;
import dev.signalbox.cost.lease.WorstRates;
import dev.signalbox.kit.problem.ProblemException;
import dev.signalbox.kit.security.Caller;
import jakarta.servlet.http.HttpServletResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RestController;

/** For streaming-service, on behalf of a request: the gateway does not route this. */
@RestController
class LeaseController {

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private final GrantLeases grant;
  private final Budgets budgets;

  LeaseController(GrantLeases grant, Budgets budgets) {
    this.grant = grant;
    this.budgets = budgets;
  }

  /** Every hard budget, for a replica that cannot read the topic. */
  @GetMapping("/api/v1/leases/budgets")
  Page<BudgetAnnouncement> budgets() {
    return new Page<>(budgets.hard(), null);
  }

  @PostMapping("/api/v1/leases")
  GrantedView grant(@RequestBody LeaseBody body, Caller caller, HttpServletResponse response) {
    return switch (grant.grant(body.request(caller))) {
      case GrantOutcome.Granted granted -> GrantedView.of(granted);
      case GrantOutcome.Exhausted exhausted -> throw exhausted(exhausted, response);
      case GrantOutcome.UnknownPrice(Budget budget) ->
          throw new ProblemException(
                  CostProblem.UNKNOWN_PRICE,
                  "The price table has no price for this model, and the budget \"%s\" lets nothing be spent at an unknown one."
                      .formatted(budget.definition().name()))
              .with("budget_id", budget.id());
      case GrantOutcome.Closed(String leaseId) ->
          throw new ProblemException(
                  BudgetProblem.LEASE_CLOSED, "Ask for another lease, with another id.")
              .with("lease_id", leaseId);
      case GrantOutcome.Busy() ->
          throw new ProblemException(
              BudgetProblem.BUDGET_BUSY, "Others are at work on the same budget. Try again.");
    };
  }

  private static ProblemException exhausted(
      GrantOutcome.Exhausted exhausted, HttpServletResponse response) {
    Budget budget = exhausted.budget();
    Unit unit = budget.definition().unit();
    Duration wait = wait(exhausted);
    response.setHeader("Retry-After", Long.toString(wait.toSeconds()));
    ProblemException problem =
        new ProblemException(
                BudgetProblem.BUDGET_EXHAUSTED,
                "The budget \"%s\" has %s %s left, which is less than this may take."
                    .formatted(
                        budget.definition().name(),
                        unit.inJson(exhausted.remaining()),
                        unit.wireName()))
            .with("budget_id", budget.id())
            .with("budget", budget.definition().name())
            .with("scope", budget.definition().scope().kind().wireName())
            .with("value", exhausted.value())
            .with("unit", unit.wireName())
            .with("remaining", unit.inJson(exhausted.remaining()))
            .with("passing", exhausted.passing())
            .with("retry_after", wait.toSeconds());
    Instant moreAt = exhausted.moreAt();
    return moreAt == null ? problem : problem.with("resets_at", moreAt);
  }

  private static Duration wait(GrantOutcome.Exhausted exhausted) {
    Instant moreAt = exhausted.moreAt();
    if (exhausted.passing()) {
      return Duration.ofSeconds(1);
    }
    if (moreAt == null) {
      return LONGEST_WAIT;
    }
    Duration until = Duration.between(exhausted.now(), moreAt).plusSeconds(1);
    return until.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : until;
  }

  /**
   * What is granted.
   *
   * @param needless budgets that need no lease any more
   * @param flagged budgets that let the unknown price pass
   * @param rates null if the model has no price
   */
  record GrantedView(
      List<LeaseView> leases,
      List<String> needless,
      List<String> flagged,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable RatesView rates) {

    static GrantedView of(GrantOutcome.Granted granted) {
      WorstRates rates = granted.rates();
      return new GrantedView(
          granted.leases().stream().map(LeaseView::of).toList(),
          granted.needless(),
          granted.flagged(),
          rates == null ? null : RatesView.of(rates));
    }
  }

  /** A lease; its amounts are decimal strings, of tokens too. */
  record LeaseView(
      String leaseId,
      String budgetId,
      String value,
      long budgetRevision,
      String unit,
      String granted,
      String need,
      Instant notBefore,
      Instant notAfter) {

    static LeaseView of(GrantedLease lease) {
      Unit unit = lease.budget().definition().unit();
      return new LeaseView(
          lease.leaseId(),
          lease.budget().id(),
          lease.value(),
          lease.budget().revision(),
          unit.wireName(),
          unit.inJson(lease.granted()).toString(),
          unit.inJson(lease.need()).toString(),
          lease.notBefore(),
          lease.notAfter());
    }
  }

  /**
   * What the model can cost at most.
   *
   * @param perRequest in US dollars
   * @param tiers in US dollars per million tokens
   */
  record RatesView(String perRequest, List<RateView> tiers) {

    static RatesView of(WorstRates rates) {
      return new RatesView(
          rates.perRequest().toPlainString(), rates.tiers().stream().map(RateView::of).toList());
    }
  }

  /** What holds for requests with more input than that. */
  record RateView(
      long aboveInputTokens, String input, String output, String mediaInput, String mediaOutput) {

    static RateView of(WorstRates.WorstTier tier) {
      return new RateView(
          tier.aboveInputTokens(),
          tier.input().toPlainString(),
          tier.output().toPlainString(),
          tier.mediaInput().toPlainString(),
          tier.mediaOutput().toPlainString());
    }
  }
}
