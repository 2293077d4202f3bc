package dev.signalbox.streaming.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StatisticsTests {

  @Test
  void theMedianIsTheMiddleOfWhateverOrder() {
    assertThat(Statistics.median(List.of(3.0, 1.0, 2.0))).isEqualTo(2.0);
    assertThat(Statistics.median(List.of(4.0, 1.0, 2.0, 3.0))).isEqualTo(2.5);
  }

  @Test
  void aPercentileIsAValueThatWasMeasured() {
    List<Double> hundred = IntStream.rangeClosed(1, 100).mapToObj(value -> (double) value).toList();

    assertThat(Statistics.percentile(hundred, 0.99)).isEqualTo(99.0);
    assertThat(Statistics.percentile(hundred, 0.5)).isEqualTo(50.0);
    assertThat(Statistics.percentile(List.of(7.0), 0.99)).isEqualTo(7.0);
  }

  @Test
  void theRatioIsThatOfRoundsAndNotOfMedians() {
    assertThat(Statistics.ratio(List.of(1.0, 10.0, 100.0), List.of(1.0, 5.0, 20.0))).isEqualTo(2.0);
  }
}
