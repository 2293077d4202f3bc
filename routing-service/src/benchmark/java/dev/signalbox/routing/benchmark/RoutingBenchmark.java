package dev.signalbox.routing.benchmark;

import dev.signalbox.benchmark.Report;
import dev.signalbox.benchmark.UsageException;
import java.io.PrintStream;
import java.util.stream.Stream;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * {@code ./signalbox bench routing}: how often the choice of the agent is right, how well it knows
 * when nobody fits, and what it takes. What it measures and how: docs/benchmarks.md.
 */
public final class RoutingBenchmark {

  private RoutingBenchmark() {}

  public static void main(String[] arguments) {
    LoggingSystem.get(RoutingBenchmark.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
    try {
      run(Options.parse(arguments), System.out);
      System.exit(0);
    } catch (UsageException e) {
      System.err.println("signalbox: " + e.getMessage());
      System.exit(2);
    } catch (RuntimeException e) {
      e.printStackTrace();
      System.exit(1);
    }
  }

  private static void run(Options options, PrintStream out) {
    Report<Metric> report = new Report<>("routing", out);
    Measurement measurement = new Measurement(report);
    report.surroundings();
    try (EmbeddedTexts texts = new EmbeddedTexts()) {
      Accuracy accuracy = new Accuracy(texts);
      for (BenchmarkCase one : options.cases()) {
        switch (one) {
          case BANKING ->
              new IntentCases(accuracy, measurement)
                  .run("banking77", prepared(texts, DataSet.banking(options.requiredData())));
          case CLINC ->
              new IntentCases(accuracy, measurement).run("clinc150", clinc(texts, options));
          case AGENTS -> domains(texts, options, measurement).agents(options.picture());
          case UNREGISTERED -> domains(texts, options, measurement).unregistered();
          case CATALOGUE -> new CatalogueCase(texts, measurement).run();
          case DECISIONS ->
              new DecisionCases(texts, measurement, options.seconds())
                  .decisions(DataSet.clinc(options.requiredData()));
          case REFIT ->
              new DecisionCases(texts, measurement, options.seconds())
                  .refit(DataSet.clinc(options.requiredData()));
        }
      }
    }
    report.table(measurement.results());
    if (options.json()) {
      report.json(measurement.results());
    }
  }

  private static DomainCases domains(
      EmbeddedTexts texts, Options options, Measurement measurement) {
    return new DomainCases(
        new Accuracy(texts), measurement, clinc(texts, options), options.requiredData());
  }

  private static DataSet clinc(EmbeddedTexts texts, Options options) {
    return prepared(texts, DataSet.clinc(options.requiredData()));
  }

  private static DataSet prepared(EmbeddedTexts texts, DataSet data) {
    texts.prepare(
        Stream.of(data.whole(), data.validation(), data.test(), data.outOfScopeTest())
            .flatMap(split -> split.stream().map(Labelled::text)));
    return data;
  }
}
