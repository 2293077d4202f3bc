package dev.signalbox.standalone.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

class ResultsTests {

  private static final BenchmarkCase CASE = new BenchmarkCase.Load(Upstream.INSTANT, 32);
  private static final Offset<Double> CLOSE = within(1e-9);

  private final Results results = new Results();

  @Test
  void comparesOursWithPeersOnlyPairByPair() {
    rate(Subject.SIGNALBOX, 100, 20, 130);
    rate(Subject.PORTKEY, 50, 10, 100);
    rate(Subject.MOCK, 1_000, 1_000, 1_000);

    assertThat(of(Subject.SIGNALBOX, Metric.RATE).ratio())
        .containsExactly(Map.entry("portkey", 2.0));
    assertThat(of(Subject.PORTKEY, Metric.RATE).ratio()).isEmpty();
    assertThat(of(Subject.MOCK, Metric.RATE).ratio()).isEmpty();
  }

  @Test
  void theWorstRoundOfARateIsTheLowest() {
    rate(Subject.NGINX, 100, 20, 130, 90);

    Results.Result result = of(Subject.NGINX, Metric.RATE);

    assertThat(result.median()).isEqualTo(95);
    assertThat(result.p99()).isEqualTo(20);
    assertThat(result.rounds()).isEqualTo(4);
  }

  @Test
  void whatIsAddedIsTakenFromTheMockOfTheSameRoundPercentileByPercentile() {
    Map<Subject, Map<Metric, Sample>> added =
        Results.added(
            Map.of(
                Subject.MOCK, Map.of(Metric.LATENCY, new Sample(20, 22), Metric.RATE, sample(9)),
                Subject.SIGNALBOX,
                    Map.of(Metric.LATENCY, new Sample(21, 27), Metric.RATE, sample(8))));

    assertThat(added)
        .containsExactly(
            Map.entry(Subject.SIGNALBOX, Map.of(Metric.ADDED_LATENCY, new Sample(1, 5))));
  }

  @Test
  void oneLostFrameInOneRoundIsNotLostInAMedian() {
    for (double lost : List.of(0.0, 0.0, 1.0)) {
      assertThat(results.oursIsFaultless()).isTrue();
      results.add(CASE, Subject.SIGNALBOX, Map.of(Metric.LOST_FRAMES, sample(lost)));
      results.add(CASE, Subject.PORTKEY, Map.of(Metric.LOST_FRAMES, sample(7)));
    }

    assertThat(of(Subject.SIGNALBOX, Metric.LOST_FRAMES).median()).isZero();
    assertThat(results.oursIsFaultless()).isFalse();
  }

  @Test
  void aRequestThatFailedIsFatalWhoeverFailedIt() {
    results.add(CASE, Subject.PORTKEY, Map.of(Metric.FAILED_REQUESTS, sample(0)));
    assertThat(results.everyRequestWasAnswered()).isTrue();

    results.add(CASE, Subject.PORTKEY, Map.of(Metric.FAILED_REQUESTS, sample(1)));

    assertThat(results.everyRequestWasAnswered()).isFalse();
    assertThat(results.oursIsFaultless()).isTrue();
  }

  @Test
  void aLatencyHasTheMedianOfItsRoundsPercentiles() {
    Latencies latencies = new Latencies();
    for (int millis = 200; millis >= 1; millis--) {
      latencies.add(millis * 1_000_000L);
    }

    assertThat(latencies.milliseconds()).isEqualTo(new Sample(100, 198));
    results.add(CASE, Subject.NGINX, Map.of(Metric.LATENCY, latencies.milliseconds()));
    results.add(CASE, Subject.NGINX, Map.of(Metric.LATENCY, new Sample(3, 4)));
    assertThat(of(Subject.NGINX, Metric.LATENCY).p99()).isEqualTo(101, CLOSE);
    assertThat(new Latencies().milliseconds().value()).isNaN();
  }

  private void rate(Subject subject, double... rounds) {
    for (double round : rounds) {
      results.add(CASE, subject, Map.of(Metric.RATE, sample(round)));
    }
  }

  private static Sample sample(double value) {
    return Sample.of(value);
  }

  private Results.Result of(Subject subject, Metric metric) {
    return results.all().stream()
        .filter(one -> one.subject() == subject && one.metric() == metric)
        .findFirst()
        .orElseThrow();
  }
}
