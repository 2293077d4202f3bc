package dev.signalbox.cost.web;

import dev.signalbox.cost.ledger.Dimension;
import dev.signalbox.cost.summary.CostGroup;
import dev.signalbox.cost.summary.CostSummaries;
import dev.signalbox.cost.summary.SummaryQuery;
import dev.signalbox.kit.security.Caller;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** What callers themselves have used. */
@RestController
class OwnCostsController {

  /** Simulated and real ones. */
  private static final int BOTH = 2;

  private final CostSummaries summaries;
  private final Clock clock;

  OwnCostsController(CostSummaries summaries, Clock clock) {
    this.summaries = summaries;
    this.clock = clock;
  }

  /**
   * Sums of whole days in UTC, {@code from} and {@code to} included; the last 30 days if unsaid.
   */
  @GetMapping("/api/v1/costs/mine")
  OwnCosts mine(
      Caller caller, @RequestParam @Nullable LocalDate from, @RequestParam @Nullable LocalDate to) {
    Days days = Days.of(from, to, clock);
    String keyId = caller.keyId();
    return new OwnCosts(
        days.first(),
        days.last(),
        "USD",
        sums(Dimension.KEY, keyId == null ? caller.subject() : keyId, days),
        sums(Dimension.USER, caller.user(), days),
        sums(Dimension.TEAM, caller.team(), days));
  }

  private List<CostGroup> sums(Dimension dimension, @Nullable String value, Days days) {
    return value == null || value.isEmpty()
        ? List.of()
        : summaries.find(
            new SummaryQuery(dimension, value, null, days.first(), days.until(), BOTH));
  }

  /**
   * Sums, simulated and real calls apart.
   *
   * @param user of everything that the caller's user did, with whatever key; empty if it has none
   * @param team likewise
   */
  record OwnCosts(
      LocalDate from,
      LocalDate to,
      String currency,
      List<CostGroup> key,
      List<CostGroup> user,
      List<CostGroup> team) {}
}
