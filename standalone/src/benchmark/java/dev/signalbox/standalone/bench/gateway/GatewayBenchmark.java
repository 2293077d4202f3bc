package dev.signalbox.standalone.bench.gateway;

import dev.signalbox.benchmark.FailureLog;
import dev.signalbox.benchmark.Report;
import dev.signalbox.benchmark.Results;
import dev.signalbox.benchmark.UsageException;
import dev.signalbox.standalone.platform.Folders;
import dev.signalbox.standalone.platform.LauncherException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * {@code ./signalbox bench gateway}: the way of a model call through Signalbox beside Portkey's
 * gateway and nginx, all of them before one mock of a provider. What it measures and how:
 * docs/benchmarks.md.
 */
public final class GatewayBenchmark {

  /** The program. */
  private static final String NGINX = "signalbox.benchmark.nginx";

  /** The folder that Portkey is installed in. */
  private static final String NODE = "signalbox.benchmark.node";

  /** The folder of everybody's logs. */
  private static final String LOGS = "signalbox.benchmark.logs";

  private GatewayBenchmark() {}

  public static void main(String[] arguments) {
    try {
      System.exit(run(Options.parse(arguments), System.out) ? 0 : 1);
    } catch (UsageException e) {
      System.err.println("signalbox: " + e.getMessage());
      System.exit(LauncherException.USAGE);
    } catch (LauncherException e) {
      System.err.println("signalbox: " + e.getMessage());
      System.exit(e.exitCode());
    } catch (InterruptedException | IOException | RuntimeException e) {
      Path log = Path.of(System.getProperty(LOGS)).resolve("bench-gateway.log");
      System.err.println("signalbox: " + FailureLog.add(log, e));
      System.exit(1);
    }
  }

  /** Whether every request was answered, and nothing of ours died or lost a frame. */
  private static boolean run(Options options, PrintStream out)
      throws InterruptedException, IOException {
    Path folder = Files.createTempDirectory("signalbox-bench-gateway");
    Nginx nginx = Nginx.at(Path.of(System.getProperty(NGINX)), folder);
    Fleet fleet = new Fleet(Path.of(System.getProperty(LOGS)));
    // Also after Ctrl-C nobody stays behind.
    Runtime.getRuntime().addShutdownHook(new Thread(() -> end(fleet, folder)));
    MockAnswers answers = new MockAnswers(options.heldTokens());
    Results<Metric> results = new Results<>(Subject.lineUp());
    Report<Metric> report = new Report<>("gateway", out);
    report.surroundings();
    report.rounds(options.rounds(), options.seconds(), options.warmUp());
    fleet.start(nginx, Path.of(System.getProperty(NODE)), answers, options.subjects(), out);
    new Contest(fleet, answers, options, results, report, out).run();
    report.table(results);
    Headroom.print(out, results);
    if (options.json()) {
      report.json(results);
    }
    boolean answered = results.never(Metric.FAILED_REQUESTS);
    if (!answered) {
      System.err.println("signalbox: requests failed, so these rates are none; see above");
    }
    if (!results.oursIsFaultless()) {
      System.err.println("signalbox: ours failed requests, or lost, doubled or misordered frames");
    }
    Map<String, Integer> restarts = fleet.restarts();
    if (!restarts.isEmpty()) {
      System.err.println("signalbox: parts of ours died and were started again: " + restarts);
    }
    return answered && results.oursIsFaultless() && restarts.isEmpty();
  }

  private static void end(Fleet fleet, Path folder) {
    fleet.close();
    try {
      Folders.delete(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
