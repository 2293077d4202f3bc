package dev.signalbox.registry.health;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResponseTimesTests {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 7, 10, 99, 100, 1_000, 12_345, 600_000})
  void knowsATimeToAFifth(long millis) {
    assertThat(timesOf(millis).quantile(0.99)).isCloseTo(millis, Percentage.withPercentage(21));
  }

  @Test
  void theNinetyNinthOfAHundredIsNotTheSlowest() {
    long[] times = new long[100];
    Arrays.fill(times, 100);
    times[99] = 50_000;

    assertThat(timesOf(times).quantile(0.99)).isLessThan(130);
    assertThat(timesOf(times).quantile(1)).isGreaterThan(40_000);
  }

  @Test
  void takesWhatIsVeryShortOrVeryLong() {
    assertThat(ResponseTimes.classOf(0)).isZero();
    assertThat(ResponseTimes.classOf(Long.MAX_VALUE)).isEqualTo(ResponseTimes.CLASSES - 1);
    assertThat(new ResponseTimes().quantile(0.99)).isNull();
  }

  private static ResponseTimes timesOf(long... millis) {
    ResponseTimes times = new ResponseTimes();
    for (long time : millis) {
      Integer[] counts = new Integer[ResponseTimes.CLASSES];
      Arrays.fill(counts, 0);
      counts[ResponseTimes.classOf(time)] = 1;
      times.add(counts);
    }
    return times;
  }
}
