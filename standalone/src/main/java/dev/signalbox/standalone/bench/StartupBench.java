package dev.signalbox.standalone.bench;

import dev.signalbox.standalone.platform.Home;
import dev.signalbox.standalone.platform.LauncherException;
import dev.signalbox.standalone.probe.Resident;
import dev.signalbox.standalone.run.Running;
import dev.signalbox.standalone.supervise.Snapshot;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Second starts of the whole platform: from the command to every part ready, and what all of its
 * processes then hold in memory.
 */
public final class StartupBench {
  private static final double MIB = 1024.0 * 1024.0;
  private static final Duration CACHES = Duration.ofMinutes(15);

  private final Running running;
  private final PrintStream output;

  public StartupBench(Home home, PrintStream output) {
    this.running = new Running(home);
    this.output = output;
  }

  /** One start. */
  private record Round(double seconds, double rss, double pss) {}

  /**
   * Measures, and leaves the platform as it was found, up or down.
   *
   * @param rounds how many starts
   * @param json whether to end with one JSON object per figure
   */
  public void run(int rounds, boolean json) throws IOException, InterruptedException {
    boolean wasUp = running.snapshot().isPresent();
    firstStart();
    List<Round> measured = new ArrayList<>();
    output.printf("%-7s %14s %10s %10s%n", "round", "ready after s", "RSS MiB", "PSS MiB");
    for (int round = 1; round <= rounds; round++) {
      running.stop(snapshot -> {});
      Round result = start();
      measured.add(result);
      output.printf(
          Locale.ROOT,
          "%-7d %14.1f %10.0f %10.0f%n",
          round,
          result.seconds(),
          result.rss(),
          result.pss());
    }
    if (!wasUp) {
      running.stop(snapshot -> {});
    }
    List<Double> seconds = measured.stream().map(Round::seconds).sorted().toList();
    List<Double> rss = measured.stream().map(Round::rss).sorted().toList();
    List<Double> pss = measured.stream().map(Round::pss).sorted().toList();
    output.printf(
        Locale.ROOT,
        "%-7s %14.1f %10.0f %10.0f%n",
        "median",
        median(seconds),
        median(rss),
        median(pss));
    output.println(
        "RSS counts a shared page in every process that maps it, PSS once; both include PostgreSQL,"
            + " Kafka and the supervisor.");
    if (json) {
      output.println(line("time_to_ready", "s", seconds));
      output.println(line("resident_rss", "MiB", rss));
      output.println(line("resident_pss", "MiB", pss));
    }
  }

  /** A second start begins where a first one, with all it leaves behind, has ended. */
  private void firstStart() throws IOException, InterruptedException {
    output.println("waiting for the platform and its start-up caches");
    running.start(false);
    running.awaitUp(snapshot -> {});
    awaitCaches();
    running.stop(snapshot -> {});
    running.start(false);
    running.awaitUp(snapshot -> {});
    awaitCaches();
  }

  private void awaitCaches() throws InterruptedException {
    long until = System.nanoTime() + CACHES.toNanos();
    while (System.nanoTime() < until) {
      Thread.sleep(1_000);
      Snapshot snapshot =
          running
              .snapshot()
              .orElseThrow(() -> LauncherException.failed("the platform was stopped"));
      if (snapshot.doing().isEmpty()) {
        return;
      }
    }
    throw LauncherException.failed("the start-up caches were not made in " + CACHES);
  }

  private Round start() throws IOException, InterruptedException {
    long begun = System.nanoTime();
    running.start(false);
    Snapshot up = running.awaitUp(snapshot -> {});
    double seconds = (System.nanoTime() - begun) / 1e9;
    Resident total = Resident.of(up.pid());
    for (Snapshot.Part part : up.parts()) {
      total = total.plus(Resident.ofTree(part.pid()));
    }
    return new Round(seconds, total.rss() / MIB, total.pss() / MIB);
  }

  private static String line(String metric, String unit, List<Double> sorted) {
    ObjectNode line = JsonMapper.shared().createObjectNode();
    line.put("bench", "startup");
    line.put("case", "second_start");
    line.put("subject", "signalbox");
    line.put("metric", metric);
    line.put("unit", unit);
    line.put("median", rounded(median(sorted)));
    line.put("p99", rounded(sorted.getLast()));
    line.put("rounds", sorted.size());
    line.putObject("ratio");
    return line.toString();
  }

  private static double median(List<Double> sorted) {
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  private static double rounded(double value) {
    return Math.round(value * 100) / 100.0;
  }
}
