package dev.signalbox.standalone.bench.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.benchmark.Sample;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AddedFiguresTests {

  @Test
  void whatIsAddedIsTakenFromTheMockOfTheSameRoundPercentileByPercentile() {
    Map<Subject, Map<Metric, Sample>> added =
        AddedFigures.of(
            Map.of(
                Subject.MOCK,
                    Map.of(Metric.LATENCY, new Sample(20, 22), Metric.RATE, Sample.of(9.0)),
                Subject.SIGNALBOX,
                    Map.of(Metric.LATENCY, new Sample(21, 27), Metric.RATE, Sample.of(8.0))));

    assertThat(added)
        .containsExactly(
            Map.entry(Subject.SIGNALBOX, Map.of(Metric.ADDED_LATENCY, new Sample(1, 5))));
  }

  @Test
  void latenciesAreMedianAndPercentileByNearestRank() {
    Latencies latencies = new Latencies();
    for (int millis = 200; millis >= 1; millis--) {
      latencies.add(millis * 1_000_000L);
    }

    assertThat(latencies.milliseconds()).isEqualTo(new Sample(100, 198));
    assertThat(new Latencies().milliseconds().value()).isNaN();
  }

  @Test
  void oursAreComparedWithPeersAndNobodyWithTheMock() {
    assertThat(Subject.lineUp().peers()).containsExactly("nginx", "portkey");
    assertThat(Subject.lineUp().ours()).contains("signalbox", "signalbox-hop").hasSize(5);
    assertThat(Subject.lineUp().subjects()).hasSize(8).startsWith("mock");
  }
}
