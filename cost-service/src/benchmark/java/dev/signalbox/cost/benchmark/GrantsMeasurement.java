package dev.signalbox.cost.benchmark;

import dev.signalbox.cost.benchmark.Together.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/**
 * How many attempts may begin in a second under budgets: each asking the database, and from leases
 * that a replica holds for 20 attempts.
 */
final class GrantsMeasurement {

  private static final int PER_LEASE = 20;

  private final Report report;

  GrantsMeasurement(Report report) {
    this.report = report;
  }

  void run(BudgetedService service, Options options) {
    for (int budgets : Options.BUDGETS) {
      BudgetLayout layout = service.install(budgets);
      measure(options, budgets + "_budgets_database", holders(service, layout, 1));
      measure(options, budgets + "_budgets_leased", holders(service, layout, PER_LEASE));
    }
  }

  private static List<LeaseHolder> holders(
      BudgetedService service, BudgetLayout layout, int attemptsPerLease) {
    return Stream.generate(() -> new LeaseHolder(service, layout, attemptsPerLease))
        .limit(Together.WRITERS)
        .toList();
  }

  private void measure(Options options, String name, List<? extends LongConsumer> writers) {
    Duration interval = Duration.ofSeconds(options.seconds());
    Together.work(writers, interval);
    List<Outcome> rounds =
        Stream.generate(() -> Together.work(writers, interval)).limit(options.rounds()).toList();
    report.rate(Options.GRANTS, name, rounds);
  }
}
