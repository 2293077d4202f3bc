package dev.signalbox.streaming.benchmark;

import com.sun.net.httpserver.HttpServer;
import dev.signalbox.benchmark.FailureLog;
import dev.signalbox.benchmark.Statistics;
import dev.signalbox.kit.id.IdKind;
import dev.signalbox.kit.testing.TestDatabase;
import dev.signalbox.kit.testing.TestInfrastructure;
import dev.signalbox.streaming.StreamingServiceApplication;
import dev.signalbox.streaming.benchmark.Callers.Outcome;
import dev.signalbox.streaming.meter.AttemptEnd;
import dev.signalbox.streaming.meter.Attempted;
import dev.signalbox.streaming.meter.Meter;
import dev.signalbox.streaming.meter.Origin;
import dev.signalbox.streaming.meter.Reserved;
import dev.signalbox.streaming.meter.RunningAttempt;
import dev.signalbox.streaming.meter.Usage;
import dev.signalbox.streaming.wire.TokenBuckets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code ./signalbox bench cost --case metering}: the same requests with an attempt begun before and
 * ended behind each of them, and without, in turn. What it measures and how: docs/benchmarks.md.
 */
public final class MeteringBenchmark {

  /** The file that failures of the benchmark itself go to. */
  private static final String LOG = "signalbox.benchmark.log";

  private static final String ROLE = "streaming_bench";
  private static final byte[] ANSWER = "{\"id\":\"1\"}".getBytes(StandardCharsets.UTF_8);
  private static final Attempted ATTEMPTED =
      new Attempted("openai", "gpt-4o", "gpt-4o", "chat", false, true, 1_000);

  private final List<ObjectNode> lines = new ArrayList<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final Meter meter;
  private final HttpRequest request;

  private MeteringBenchmark(Meter meter, URI upstream) {
    this.meter = meter;
    this.request = HttpRequest.newBuilder(upstream).timeout(Duration.ofMinutes(1)).build();
  }

  public static void main(String[] arguments) {
    try {
      run(Options.parse(arguments));
      System.exit(0);
    } catch (IllegalArgumentException e) {
      System.err.println("signalbox: " + e.getMessage());
      System.exit(2);
    } catch (IOException | RuntimeException e) {
      System.err.println("signalbox: " + FailureLog.add(Path.of(System.getProperty(LOG)), e));
      System.exit(1);
    }
  }

  private static void run(Options options) throws IOException {
    HttpServer upstream =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    upstream.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
    upstream.createContext(
        "/",
        exchange -> {
          try (exchange) {
            exchange.sendResponseHeaders(200, ANSWER.length);
            exchange.getResponseBody().write(ANSWER);
          }
        });
    upstream.start();
    URI address = URI.create("http://localhost:" + upstream.getAddress().getPort() + "/");
    try (ConfigurableApplicationContext service = service()) {
      MeteringBenchmark benchmark = new MeteringBenchmark(service.getBean(Meter.class), address);
      benchmark.measure(1, options);
      benchmark.measure(32, options);
      if (options.json()) {
        benchmark.lines.forEach(System.out::println);
      }
    } finally {
      upstream.stop(0);
    }
  }

  private static ConfigurableApplicationContext service() {
    TestDatabase server = TestInfrastructure.database();
    return new SpringApplicationBuilder(StreamingServiceApplication.class)
        .run(
            "--server.port=0",
            "--spring.datasource.url=" + server.url(),
            "--spring.datasource.username=" + ROLE,
            "--spring.datasource.password=" + server.createService(ROLE),
            "--spring.kafka.bootstrap-servers=" + TestInfrastructure.kafka().bootstrapServers(),
            "--spring.main.banner-mode=off",
            "--logging.level.root=ERROR");
  }

  private void measure(int callers, Options options) {
    Duration interval = Duration.ofSeconds(options.seconds());
    Callers.ask(callers, interval, this::unmetered);
    Callers.ask(callers, interval, this::metered);
    List<Outcome> without = new ArrayList<>();
    List<Outcome> with = new ArrayList<>();
    for (int round = 0; round < options.rounds(); round++) {
      if (round % 2 == 0) {
        without.add(Callers.ask(callers, interval, this::unmetered));
        with.add(Callers.ask(callers, interval, this::metered));
      } else {
        with.add(Callers.ask(callers, interval, this::metered));
        without.add(Callers.ask(callers, interval, this::unmetered));
      }
    }
    report(callers, without, with);
  }

  private void unmetered() {
    try {
      client.send(request, BodyHandlers.discarding());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private void metered() {
    RunningAttempt attempt =
        meter.start(
            ATTEMPTED,
            new Origin(
                IdKind.REQUEST.next(), null, null, null, null, "key_bench", null, null, List.of()),
            Reserved.NOTHING);
    unmetered();
    meter.end(
        attempt,
        new AttemptEnd(
            dev.signalbox.streaming.meter.Outcome.COMPLETED,
            null,
            null,
            new Usage.Estimated(TokenBuckets.of(1_000, 200))));
  }

  private void report(int callers, List<Outcome> without, List<Outcome> with) {
    List<Double> rates = with.stream().map(Outcome::perSecond).toList();
    List<Double> ratesWithout = without.stream().map(Outcome::perSecond).toList();
    List<Double> medians = added(without, with, 0.5);
    List<Double> tails = added(without, with, 0.99);
    double share = Statistics.ratio(rates, ratesWithout);
    System.out.printf(
        Locale.ROOT,
        "metering, %d callers: %,.0f requests/s with and %,.0f without (%.2f); adds %.2f ms, at p99 %.2f ms%n",
        callers,
        Statistics.median(rates),
        Statistics.median(ratesWithout),
        share,
        Statistics.median(medians),
        Statistics.median(tails));
    line("requests_" + callers + "_callers", "1/s", rates).withObject("ratio").put("unmetered", share);
    line("added_median_" + callers + "_callers", "ms", medians);
    line("added_p99_" + callers + "_callers", "ms", tails);
  }

  /** What a request takes longer, round by round. */
  private static List<Double> added(List<Outcome> without, List<Outcome> with, double share) {
    List<Double> added = new ArrayList<>();
    for (int round = 0; round < with.size(); round++) {
      added.add(
          Statistics.percentile(with.get(round).milliseconds(), share)
              - Statistics.percentile(without.get(round).milliseconds(), share));
    }
    return added;
  }

  private ObjectNode line(String metric, String unit, List<Double> rounds) {
    ObjectNode line = JsonMapper.shared().createObjectNode();
    line.put("bench", "cost").put("case", "metering").put("subject", "signalbox");
    line.put("metric", metric).put("unit", unit);
    line.put("median", Statistics.median(rounds));
    line.put("p99", Statistics.percentile(rounds, 0.99));
    line.put("rounds", rounds.size());
    line.putObject("ratio");
    lines.add(line);
    return line;
  }
}
