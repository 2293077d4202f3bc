package dev.signalbox.cost.web;

import dev.signalbox.cost.ledger.Dimension;
import dev.signalbox.cost.summary.CostGroup;
import dev.signalbox.cost.summary.CostSummaries;
import dev.signalbox.cost.summary.Interval;
import dev.signalbox.cost.summary.ReadUnitCosts;
import dev.signalbox.cost.summary.SummaryQuery;
import dev.signalbox.cost.summary.UnitCosts;
import java.time.Clock;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

@RestController
class SummaryController {

  private static final int MOST = 1_000;
  private static final int MOST_DAYS_BY_HOUR = 62;
  private static final String INTERVALS =
      names(Arrays.stream(Interval.values()).map(Interval::wireName));
  private static final String GROUPS =
      names(Arrays.stream(Dimension.values()).map(Dimension::wireName)) + ", " + INTERVALS;

  private final CostSummaries summaries;
  private final ReadUnitCosts units;
  private final Clock clock;

  SummaryController(CostSummaries summaries, ReadUnitCosts units, Clock clock) {
    this.summaries = summaries;
    this.units = units;
    this.clock = clock;
  }

  /**
   * Sums of whole days in UTC, {@code from} and {@code to} included; the last 30 days if unsaid.
   *
   * @param groupBy a dimension, or an interval for a time series of everything
   * @param interval the steps of a time series of each group
   * @param value only this group
   */
  @GetMapping("/api/v1/costs/summary")
  Summary summary(
      @RequestParam(name = "group_by") @Nullable String groupBy,
      @RequestParam(name = "interval") @Nullable String interval,
      @RequestParam @Nullable String value,
      @RequestParam @Nullable LocalDate from,
      @RequestParam @Nullable LocalDate to,
      @RequestParam(defaultValue = "100") int limit) {
    if (limit < 1 || limit > MOST) {
      throw Invalid.field("limit", "must be between 1 and " + MOST);
    }
    Filter.check("value", value);
    Days days = Days.of(from, to, clock);
    Optional<Interval> series = Interval.ofWireName(groupBy == null ? "" : groupBy);
    Dimension dimension = series.isPresent() ? Dimension.ALL : dimension(groupBy);
    Interval steps = series.orElseGet(() -> interval(interval));
    if (steps == Interval.HOUR) {
      checkHours(dimension, days);
    }
    List<CostGroup> data =
        summaries.find(
            new SummaryQuery(dimension, value, steps, days.first(), days.until(), limit));
    return new Summary(
        series.map(Interval::wireName).orElse(dimension.wireName()),
        days.first(),
        days.last(),
        "USD",
        series.isPresent() ? data.stream().map(SummaryController::byStep).toList() : data,
        summaries.find(new SummaryQuery(Dimension.ALL, null, null, days.first(), days.until(), 2)));
  }

  private static Dimension dimension(@Nullable String name) {
    return Dimension.ofWireName(name == null ? "" : name)
        .orElseThrow(() -> Invalid.field("group_by", "must be one of " + GROUPS));
  }

  private static @Nullable Interval interval(@Nullable String name) {
    return name == null
        ? null
        : Interval.ofWireName(name)
            .orElseThrow(() -> Invalid.field("interval", "must be one of " + INTERVALS));
  }

  private static void checkHours(Dimension dimension, Days days) {
    if (!dimension.byHour()) {
      throw Invalid.field("group_by", "has no sums by hour; by day there are");
    }
    if (days.first().plusDays(MOST_DAYS_BY_HOUR).isBefore(days.last())) {
      throw Invalid.field("from", "must be up to " + MOST_DAYS_BY_HOUR + " days before to");
    }
  }

  /** A series of everything has its steps as groups. */
  private static CostGroup byStep(CostGroup sum) {
    return new CostGroup(
        sum.at(),
        null,
        sum.simulated(),
        sum.entries(),
        sum.unpriced(),
        sum.unmetered(),
        sum.inputTokens(),
        sum.outputTokens(),
        sum.inputCost(),
        sum.outputCost(),
        sum.otherCost(),
        sum.totalCost(),
        sum.reported());
  }

  private static String names(Stream<String> names) {
    return names.collect(Collectors.joining(", "));
  }

  /** What an answer, a conversation and a run cost on average. */
  @GetMapping("/api/v1/costs/units")
  UnitSummary units(
      @RequestParam @Nullable LocalDate from,
      @RequestParam @Nullable LocalDate to,
      @RequestParam(defaultValue = "false") boolean simulated) {
    Days days = Days.of(from, to, clock);
    return new UnitSummary(
        days.first(),
        days.last(),
        "USD",
        simulated,
        units.between(days.first(), days.until(), simulated));
  }

  /**
   * Sums.
   *
   * @param total of everything, simulated and real apart
   */
  record Summary(
      String groupBy,
      LocalDate from,
      LocalDate to,
      String currency,
      List<CostGroup> data,
      List<CostGroup> total) {}

  record UnitSummary(
      LocalDate from, LocalDate to, String currency, boolean simulated, UnitCosts units) {}
}
