package dev.signalbox.cost.benchmark;

import dev.signalbox.cost.ledger.Dimension;
import dev.signalbox.cost.summary.CostSummaries;
import dev.signalbox.cost.summary.Interval;
import dev.signalbox.cost.summary.ReadUnitCosts;
import dev.signalbox.cost.summary.SummaryQuery;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** How long summaries of a ledger with many entries take, one after another on one connection. */
final class SummaryMeasurement {

  private static final int LIMIT = 100;

  private final Report report;

  SummaryMeasurement(Report report) {
    this.report = report;
  }

  void run(Options options) {
    long begin = System.nanoTime();
    try (FilledLedger ledger = FilledLedger.of(options.entries())) {
      report.filled(
          ledger.rows("ledger_entries"),
          ledger.rows("cost_rollups"),
          ledger.rows("cost_rollups_by_hour"),
          Duration.ofNanos(System.nanoTime() - begin));
      CostSummaries summaries = new CostSummaries(ledger.database());
      queries()
          .forEach((name, query) -> measure(name, options, () -> !summaries.find(query).isEmpty()));
      ReadUnitCosts units = new ReadUnitCosts(ledger.database());
      LocalDate tomorrow = LocalDate.now(ZoneOffset.UTC).plusDays(1);
      for (int days : List.of(30, FilledLedger.DAYS)) {
        measure(
            "units_" + days + "_days",
            options,
            () -> units.between(tomorrow.minusDays(days), tomorrow, false).conversation().count() > 0);
      }
    }
  }

  private void measure(String name, Options options, BooleanSupplier finds) {
    Duration interval = Duration.ofSeconds(options.seconds());
    measure(finds, interval);
    List<Double> milliseconds = new ArrayList<>();
    for (int round = 0; round < options.rounds(); round++) {
      milliseconds.addAll(measure(finds, interval));
    }
    report.latency(Options.SUMMARY, name, milliseconds, options.rounds());
  }

  private static Map<String, SummaryQuery> queries() {
    Map<String, SummaryQuery> queries = new LinkedHashMap<>();
    queries.put("by_agent_30_days", query(Dimension.AGENT, null, 30));
    queries.put("by_key_30_days", query(Dimension.KEY, null, 30));
    queries.put("by_model_365_days", query(Dimension.MODEL, null, 365));
    queries.put("by_conversation_1_day", query(Dimension.CONVERSATION, null, 1));
    queries.put("by_conversation_30_days", query(Dimension.CONVERSATION, null, 30));
    queries.put("days_of_a_year", query(Dimension.ALL, Interval.DAY, 365));
    queries.put("hours_of_a_week", query(Dimension.ALL, Interval.HOUR, 7));
    queries.put("team_by_hour_7_days", query(Dimension.TEAM, Interval.HOUR, 7));
    return queries;
  }

  private static SummaryQuery query(Dimension dimension, @Nullable Interval interval, int days) {
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    return new SummaryQuery(
        dimension, null, interval, today.minusDays(days - 1L), today.plusDays(1), LIMIT);
  }

  private static List<Double> measure(BooleanSupplier finds, Duration interval) {
    List<Double> milliseconds = new ArrayList<>();
    long end = System.nanoTime() + interval.toNanos();
    long now = System.nanoTime();
    while (now < end) {
      if (!finds.getAsBoolean()) {
        throw new IllegalStateException("there is nothing to add up");
      }
      long after = System.nanoTime();
      milliseconds.add((after - now) / 1e6);
      now = after;
    }
    return milliseconds;
  }
}
