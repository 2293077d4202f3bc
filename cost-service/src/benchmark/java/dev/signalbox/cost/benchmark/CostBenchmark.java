package dev.signalbox.cost.benchmark;

import dev.signalbox.benchmark.FailureLog;
import dev.signalbox.cost.charge.Calculator;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;

/**
 * {@code ./signalbox bench cost}: prices answers of providers and compares with genai-prices, to the
 * last digit and in speed, times summaries of a large ledger, and counts grants and settlements of
 * budgets. What it measures and how: docs/benchmarks.md.
 */
public final class CostBenchmark {

  /** The folder of {@code genai-prices.js} and its module. */
  private static final String NODE = "signalbox.benchmark.node";

  /** The file that failures of the benchmark itself go to. */
  private static final String LOG = "signalbox.benchmark.log";

  private CostBenchmark() {}

  public static void main(String[] arguments) {
    try {
      System.exit(run(Options.parse(arguments), System.out) ? 0 : 1);
    } catch (UsageException e) {
      System.err.println("signalbox: " + e.getMessage());
      System.exit(2);
    } catch (RuntimeException e) {
      System.err.println("signalbox: " + FailureLog.add(Path.of(System.getProperty(LOG)), e));
      System.exit(1);
    }
  }

  /** Whether every price is what it must be. */
  private static boolean run(Options options, PrintStream out) {
    Report report = new Report(out);
    boolean right = !options.prices() || prices(options, report);
    if (options.cases().contains(Options.SUMMARY)) {
      new SummaryMeasurement(report).run(options);
    }
    if (options.budgets()) {
      try (BudgetedService service = BudgetedService.start()) {
        if (options.cases().contains(Options.GRANTS)) {
          new GrantsMeasurement(report).run(service, options);
        }
        if (options.cases().contains(Options.SETTLEMENTS)) {
          new SettlementsMeasurement(report).run(service, options);
        }
      }
    }
    if (options.json()) {
      report.json();
    }
    return right;
  }

  private static boolean prices(Options options, Report report) {
    PriceCorpus corpus = new PriceCorpus(options.requiredData());
    List<ExpectedPrice> expected = corpus.expected();
    CorpusCheck check =
        new CorpusCheck(
            new Calculator(corpus.book()), CorpusCheck.MADE_AT, ProvenWrong.committed());
    CorpusCheck.Outcome outcome = check.run(expected);
    report.corpus(outcome);
    if (options.cases().contains(Options.CALCULATION)) {
      Path node = Path.of(System.getProperty(NODE, ""));
      new CalculationContest(corpus, expected, check, report).run(options, node);
    }
    return outcome.differences().isEmpty();
  }
}
