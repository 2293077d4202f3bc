package dev.signalbox.mcppool.benchmark;

import dev.signalbox.benchmark.FailureLog;
import dev.signalbox.benchmark.Report;
import dev.signalbox.benchmark.Results;
import dev.signalbox.benchmark.UsageException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * {@code ./signalbox bench mcp}: our client core and our pool beside the official SDK, a proxy and
 * a process for each call. What it measures and how: docs/benchmarks.md.
 */
public final class McpBenchmark {

  /** The file that holds the service's own class path. */
  private static final String SERVICE = "signalbox.benchmark.service";

  /** The folder that is logged to. */
  private static final String LOGS = "signalbox.benchmark.logs";

  /** The folder of the tool server and the proxy. */
  private static final String NODE = "signalbox.benchmark.node";

  private McpBenchmark() {}

  public static void main(String[] arguments) {
    LoggingSystem.get(McpBenchmark.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.OFF);
    try {
      System.exit(run(Options.parse(arguments), System.out) ? 0 : 1);
    } catch (UsageException e) {
      System.err.println("signalbox: " + e.getMessage());
      System.exit(2);
    } catch (RuntimeException e) {
      System.err.println("signalbox: " + FailureLog.add(folder(LOGS).resolve("bench-mcp.log"), e));
      System.exit(1);
    }
  }

  /** Whether no call of ours failed. */
  private static boolean run(Options options, PrintStream out) {
    Results<Metric> results = new Results<>(Options.LINE_UP);
    Report<Metric> report = new Report<>("mcp", out);
    report.surroundings();
    report.rounds(options.rounds(), options.seconds(), options.warmUp());
    List<Subject> subjects = new ArrayList<>();
    try {
      for (String name : options.subjects()) {
        subjects.add(subject(name));
      }
      new Contest(subjects, options, results, report).run();
    } finally {
      subjects.forEach(Subject::close);
    }
    report.table(results);
    if (options.json()) {
      report.json(results);
    }
    return results.oursIsFaultless();
  }

  private static Subject subject(String name) {
    ToolServer server = new ToolServer(folder(NODE));
    return switch (name) {
      case "signalbox" -> PoolSubject.kept(server);
      case "signalbox-http" ->
          new ServiceSubject(server, folder(SERVICE), folder(LOGS).resolve("bench-mcp.log"));
      case "java-sdk" -> new SdkSubject(server);
      case "mcp-proxy" -> new ProxySubject(server, folder(LOGS).resolve("bench-mcp-proxy.log"));
      case "per-call" -> PoolSubject.perCall(server);
      case String other -> throw new IllegalArgumentException(other);
    };
  }

  private static Path folder(String property) {
    return Path.of(System.getProperty(property, ""));
  }
}
