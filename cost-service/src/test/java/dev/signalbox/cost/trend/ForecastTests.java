package dev.signalbox.cost.trend;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ForecastTests {

  @Test
  void evenDaysGoOnEvenly() {
    Forecast forecast =
        Forecast.of(
            new BigDecimal("30"),
            Collections.nCopies(28, new BigDecimal("2.5")),
            new BigDecimal("4.5"));

    assertThat(forecast.forecast()).hasToString("41.25");
    assertThat(forecast.low()).hasToString("41.25");
    assertThat(forecast.high()).hasToString("41.25");
    assertThat(forecast.basisDays()).isEqualTo(28);
  }

  /** By hand: mean 2, standard deviation 1, 2.92 * sqrt(3 + 9/3) = 7.152511. */
  @Test
  void theIntervalIsWiderTheMoreDaysDiffer() {
    Forecast forecast =
        Forecast.of(
            BigDecimal.TEN,
            List.of(BigDecimal.ONE, BigDecimal.TWO, new BigDecimal("3")),
            new BigDecimal("3"));

    assertThat(forecast.forecast()).hasToString("16");
    assertThat(forecast.high()).hasToString("23.15251");
    assertThat(forecast.low()).as("what was spent is spent").hasToString("10");
  }

  @Test
  void aFewDaysTellNothing() {
    Forecast forecast =
        Forecast.of(BigDecimal.ONE, List.of(BigDecimal.ONE, BigDecimal.ONE), BigDecimal.TEN);

    assertThat(forecast.spent()).hasToString("1");
    assertThat(forecast.forecast()).isNull();
    assertThat(forecast.high()).isNull();
  }

  @Test
  void theIntervalHoldsAsOftenAsItSays() {
    Random random = new Random(42);
    int within = 0;
    for (int round = 0; round < 1_000; round++) {
      List<BigDecimal> days = IntStream.range(0, 28).mapToObj(_ -> day(random)).toList();
      BigDecimal rest =
          IntStream.range(0, 12)
              .mapToObj(_ -> day(random))
              .reduce(BigDecimal.ZERO, BigDecimal::add);
      Forecast forecast = Forecast.of(BigDecimal.ZERO, days, BigDecimal.valueOf(12));
      assertThat(forecast.low()).isNotNull();
      assertThat(forecast.high()).isNotNull();
      boolean above = rest.compareTo(forecast.low().amount()) >= 0;
      within += above && rest.compareTo(forecast.high().amount()) <= 0 ? 1 : 0;
    }

    assertThat(within).isBetween(870, 930);
  }

  private static BigDecimal day(Random random) {
    return BigDecimal.valueOf(100 + 20 * random.nextGaussian());
  }
}
