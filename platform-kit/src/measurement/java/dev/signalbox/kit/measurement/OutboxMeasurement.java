package dev.signalbox.kit.measurement;

import dev.signalbox.kit.testing.TestInfrastructure;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.apache.kafka.clients.admin.NewTopic;
import org.springframework.boot.logging.LogLevel;
import org.springframework.boot.logging.LoggingSystem;

/**
 * Prints the figures of docs/decisions/0001. Arguments: candidates (kit, namastack, modulith),
 * comma-separated, then scenarios (live, backlog, hotkey, kill), comma-separated.
 */
public final class OutboxMeasurement {
  private static final Duration PATIENCE = Duration.ofSeconds(100);

  private OutboxMeasurement() {}

  public static void main(String[] arguments) {
    LoggingSystem.get(OutboxMeasurement.class.getClassLoader())
        .setLogLevel(LoggingSystem.ROOT_LOGGER_NAME, LogLevel.ERROR);
    List<String> candidates = List.of(arguments[0].split(",", -1));
    for (String scenario : arguments[1].split(",", -1)) {
      for (String candidate : candidates) {
        String topic = "measurement." + scenario + '.' + candidate;
        TestInfrastructure.kafka().createTopics(List.of(new NewTopic(topic, 6, (short) 1)));
        String role = candidate + '_' + scenario;
        System.out.printf(Locale.ROOT, "%n== %s, %s%n", scenario, candidate);
        switch (scenario) {
          case "live" -> live(candidate, role, topic);
          case "backlog" -> backlog(candidate, role, topic, 1_000, 100);
          case "hotkey" -> backlog(candidate, role, topic, 1, 100_000);
          case "kill" -> kill(candidate, role, topic);
          default -> throw new IllegalArgumentException(scenario);
        }
      }
    }
    System.exit(0);
  }

  /** Two processes publish what one of them writes: 40 keys, 1,000 events, about 400 a second. */
  private static void live(String candidate, String role, String topic) {
    try (Arrivals arrivals = new Arrivals(topic);
        CandidateProcess second = CandidateProcess.start(candidate, role, "drain")) {
      second.await("READY");
      try (CandidateProcess first =
          CandidateProcess.start(candidate, role, "live", topic, "40", "25")) {
        boolean all = arrivals.await(1_000, PATIENCE);
        arrivals.linger(Duration.ofSeconds(2));
        System.out.printf(
            Locale.ROOT,
            "all arrived: %s; %s; %s; %s%n",
            all,
            arrivals.order(),
            arrivals.latency(),
            first.memory());
      }
    }
  }

  private static void backlog(
      String candidate, String role, String topic, int keys, int perKey) {
    fill(candidate, role, topic, keys, perKey);
    try (Arrivals arrivals = new Arrivals(topic)) {
      long start = System.nanoTime();
      try (CandidateProcess process = CandidateProcess.start(candidate, role, "drain")) {
        process.await("READY");
        arrivals.await(1, PATIENCE);
        long first = System.nanoTime();
        boolean all = arrivals.await(keys * perKey, PATIENCE);
        double seconds = (System.nanoTime() - first) / 1e9;
        System.out.printf(
            Locale.ROOT,
            "all arrived: %s in %.1f s (%.0f/s) after %.1f s of start; %s; %s%n",
            all,
            seconds,
            arrivals.distinct() / seconds,
            (first - start) / 1e9,
            arrivals.order(),
            process.memory());
      }
    }
  }

  private static void kill(String candidate, String role, String topic) {
    int events = 20_000;
    fill(candidate, role, topic, 200, events / 200);
    try (Arrivals arrivals = new Arrivals(topic)) {
      try (CandidateProcess process = CandidateProcess.start(candidate, role, "drain")) {
        process.await("READY");
        arrivals.await(3_000, PATIENCE);
      }
      int before = arrivals.distinct();
      arrivals.linger(Duration.ofSeconds(1));
      System.out.printf("killed after %d events, %s%n", before, arrivals.order());
      long start = System.nanoTime();
      try (CandidateProcess process = CandidateProcess.start(candidate, role, "drain")) {
        process.await("READY");
        double ready = (System.nanoTime() - start) / 1e9;
        arrivals.await(Math.min(events, arrivals.distinct() + 1), PATIENCE);
        double first = (System.nanoTime() - start) / 1e9;
        boolean all = arrivals.await(events, PATIENCE);
        double last = (System.nanoTime() - start) / 1e9;
        arrivals.linger(Duration.ofSeconds(2));
        System.out.printf(
            Locale.ROOT,
            "all arrived: %s; ready %.1f s, first %.1f s, last %.1f s after restart; %s; %s%n",
            all,
            ready,
            first,
            last,
            arrivals.order(),
            process.memory());
      }
    }
  }

  /** One event of each key through the candidate itself, the others as copies of its row. */
  private static void fill(String candidate, String role, String topic, int keys, int perKey) {
    long start = System.nanoTime();
    try (CandidateProcess writer =
        CandidateProcess.start(
            candidate, role, "fill", topic, Integer.toString(keys), "1")) {
      writer.await("WRITTEN");
    }
    Backlog.multiply(candidate, role, perKey);
    System.out.printf(
        Locale.ROOT, "%d events written in %.1f s%n", keys * perKey, (System.nanoTime() - start) / 1e9);
  }
}
