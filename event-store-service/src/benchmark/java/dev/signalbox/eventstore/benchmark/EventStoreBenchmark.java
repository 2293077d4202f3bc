package dev.signalbox.eventstore.benchmark;

import dev.signalbox.benchmark.FailureLog;
import dev.signalbox.benchmark.Report;
import dev.signalbox.benchmark.Results;
import dev.signalbox.benchmark.UsageException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * {@code ./signalbox bench event-store}: our event log beside Axon's and Emmett's on one
 * PostgreSQL. What it measures and how: docs/benchmarks.md.
 */
public final class EventStoreBenchmark {

  /** The file that holds the service's own class path. */
  private static final String SERVICE = "signalbox.benchmark.service";

  /** The file that the service logs to, and failures of the benchmark itself. */
  private static final String LOG = "signalbox.benchmark.log";

  /** The folder of {@code emmett.js} and its modules. */
  private static final String NODE = "signalbox.benchmark.node";

  private EventStoreBenchmark() {}

  public static void main(String[] arguments) {
    LoggingSystem.get(EventStoreBenchmark.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
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

  /** Whether ours missed, doubled and misordered nothing. */
  private static boolean run(Options options, PrintStream out) {
    Results<Metric> results = new Results<>(Options.LINE_UP);
    Report<Metric> report = new Report<>("event-store", out);
    try (Server server = Server.start()) {
      report.surroundings();
      out.println(
          server.settings().entrySet().stream()
              .map(setting -> setting.getKey() + '=' + setting.getValue())
              .collect(Collectors.joining(", ", "PostgreSQL: ", "")));
      out.printf(Locale.ROOT, "one small committed write: %.2f ms%n", server.smallWriteMillis());
      report.rounds(options.rounds(), options.seconds(), options.warmUp());
      List<Subject> subjects = new ArrayList<>();
      try {
        for (String name : options.subjects()) {
          subjects.add(subject(name, server));
        }
        prepare(server, subjects);
        contest(new Contest(server, subjects, options, results, report, out), options);
      } finally {
        subjects.forEach(Subject::close);
      }
    }
    report.table(results);
    if (options.json()) {
      report.json(results);
    }
    return results.oursIsFaultless();
  }

  private static Subject subject(String name, Server server) {
    return switch (name) {
      case "signalbox" -> new SignalboxSubject(server);
      case "signalbox-http" ->
          new HttpSubject(server, Path.of(System.getProperty(SERVICE)), Path.of(System.getProperty(LOG)));
      case "axon" -> new AxonSubject(server);
      case "emmett" -> new EmmettSubject(server, Path.of(System.getProperty(NODE)));
      case String other -> throw new IllegalArgumentException(other);
    };
  }

  private static void prepare(Server server, List<Subject> subjects) {
    for (Subject subject : subjects) {
      server.create(Contest.template(subject));
      subject.prepare(Contest.template(subject));
    }
  }

  private static void contest(Contest contest, Options options) {
    contest.fromEmpty(options.cases().stream().filter(BenchmarkCase::startsEmpty).toList());
    for (BenchmarkCase one : options.cases()) {
      if (one instanceof BenchmarkCase.Replay) {
        contest.replay(one);
      } else if (one instanceof BenchmarkCase.Growth && options.subjects().contains("signalbox")) {
        contest.growth(one);
      }
    }
  }
}
