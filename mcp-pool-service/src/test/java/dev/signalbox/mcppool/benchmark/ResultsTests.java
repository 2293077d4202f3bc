package dev.signalbox.mcppool.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTests {

  private static final BenchmarkCase CASE = new BenchmarkCase.Calls(8, 1);

  private final Results results = new Results();

  @Test
  void comparesPairByPairSoThatARoundInWhichAllAreSlowDoesNotCount() {
    rate("signalbox", 100, 20, 130);
    rate("java-sdk", 50, 10, 100);

    assertThat(of("signalbox", Metric.RATE).ratio()).containsExactly(Map.entry("java-sdk", 2.0));
    assertThat(of("java-sdk", Metric.RATE).ratio()).isEmpty();
    assertThat(of("signalbox", Metric.RATE).p99()).isEqualTo(20);
  }

  @Test
  void oneFailureInOneRoundIsNotLostInAMedian() {
    failed("signalbox", 0);
    failed("signalbox", 0);
    failed("java-sdk", 2);
    assertThat(results.oursIsComplete()).isTrue();

    failed("signalbox", 0.1);
    assertThat(of("signalbox", Metric.FAILED).median()).isZero();
    assertThat(results.oursIsComplete()).isFalse();
  }

  private void rate(String subject, double... rounds) {
    for (double round : rounds) {
      results.add(CASE, subject, Map.of(Metric.RATE, Sample.of(round)));
    }
  }

  private void failed(String subject, double percent) {
    results.add(CASE, subject, Map.of(Metric.FAILED, Sample.of(percent)));
  }

  private Results.Result of(String subject, Metric metric) {
    return results.all().stream()
        .filter(one -> one.subject().equals(subject) && one.metric() == metric)
        .findFirst()
        .orElseThrow();
  }
}
