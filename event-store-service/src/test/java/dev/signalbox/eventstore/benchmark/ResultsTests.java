package dev.signalbox.eventstore.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ResultsTests {

  private static final BenchmarkCase CASE = new BenchmarkCase.Append(8, 1, false);

  private final Results results = new Results();

  @Test
  void comparesPairByPairSoThatARoundInWhichAllAreSlowDoesNotCount() {
    rate("signalbox", 100, 20, 130);
    rate("axon", 50, 10, 100);

    assertThat(of("signalbox", Metric.RATE).ratio()).containsExactly(Map.entry("axon", 2.0));
    assertThat(of("axon", Metric.RATE).ratio()).isEmpty();
  }

  @Test
  void theWorstRoundOfARateIsTheLowest() {
    rate("emmett", 100, 20, 130, 90);

    Results.Result result = of("emmett", Metric.RATE);

    assertThat(result.median()).isEqualTo(95);
    assertThat(result.p99()).isEqualTo(20);
    assertThat(result.rounds()).isEqualTo(4);
  }

  @Test
  void aLatencyHasTheMedianOfItsRoundsPercentiles() {
    for (double p99 : List.of(9.0, 5.0, 70.0)) {
      results.add(CASE, "signalbox", Map.of(Metric.LATENCY, new Sample(2, p99)));
    }

    assertThat(of("signalbox", Metric.LATENCY).p99()).isEqualTo(9, within(1e-9));
  }

  @Test
  void oneMissedEventInOneRoundIsNotLostInAMedian() {
    missed(0);
    missed(0);
    assertThat(results.oursIsComplete()).isTrue();

    missed(1);

    assertThat(of("signalbox", Metric.MISSED).median()).isZero();
    assertThat(of("signalbox", Metric.MISSED).p99()).isEqualTo(1);
    assertThat(results.oursIsComplete()).isFalse();
  }

  private void rate(String subject, double... rounds) {
    for (double round : rounds) {
      results.add(CASE, subject, Map.of(Metric.RATE, Sample.of(round)));
    }
  }

  private void missed(int events) {
    results.add(CASE, "signalbox", Map.of(Metric.MISSED, Sample.of(events)));
    results.add(CASE, "axon", Map.of(Metric.MISSED, Sample.of(0)));
  }

  private Results.Result of(String subject, Metric metric) {
    return results.all().stream()
        .filter(one -> one.subject().equals(subject) && one.metric() == metric)
        .findFirst()
        .orElseThrow();
  }
}
