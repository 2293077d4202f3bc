package dev.signalbox.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StatisticsTests {

  @Test
  void theMedianIsTheMiddleOrHalfWayBetweenTheTwoInTheMiddle() {
    assertThat(Statistics.median(List.of(9.0, 1.0, 2.0))).isEqualTo(2);
    assertThat(Statistics.median(List.of(9.0, 1.0, 2.0, 4.0))).isEqualTo(3);
  }

  @Test
  void aPercentileIsOneOfTheValues() {
    assertThat(Statistics.percentile(List.of(5.0, 1.0, 3.0), 0.99)).isEqualTo(5);
    assertThat(Statistics.percentile(List.of(5.0, 1.0, 3.0), 0.01)).isEqualTo(1);
  }

  @Test
  void comparesPairByPairAndOnlyWhatCanBeCompared() {
    assertThat(Statistics.ratio(List.of(2.0, 40.0, 9.0), List.of(1.0, 10.0, 3.0))).isEqualTo(3);
    assertThat(Statistics.ratio(List.of(2.0), List.of(0.0))).isNaN();
    assertThat(Statistics.ratio(List.of(2.0), List.of(-0.1))).isNaN();
    assertThat(Statistics.ratio(List.of(2.0, 3.0), List.of(1.0))).isNaN();
  }
}
