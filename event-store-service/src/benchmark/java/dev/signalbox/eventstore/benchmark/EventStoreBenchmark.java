package dev.signalbox.eventstore.benchmark;

import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * {@code ./signalbox bench event-store}: our event log beside Axon's and Emmett's on one
 * PostgreSQL. What it measures and how: docs/benchmarks.md.
 */
public final class EventStoreBenchmark {

  /** The file that holds the service's own class path. */
  private static final String SERVICE = "signalbox.benchmark.service";

  /** The file that the service logs to. */
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
      e.printStackTrace();
      System.exit(1);
    }
  }

  /** Whether ours missed, doubled and misordered nothing. */
  private static boolean run(Options options, PrintStream out) {
    Results results = new Results();
    try (Server server = Server.start()) {
      Report.surroundings(out, server, options);
      List<Subject> subjects = new ArrayList<>();
      try {
        for (String name : options.subjects()) {
          subjects.add(subject(name, server));
        }
        prepare(server, subjects);
        contest(new Contest(server, subjects, options, results, out), options);
      } finally {
        subjects.forEach(Subject::close);
      }
    }
    Report.table(out, results);
    if (options.json()) {
      Report.json(out, results);
    }
    return results.oursIsComplete();
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
