package dev.signalbox.cost.trend;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.signalbox.kit.money.Usd;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What will have been spent at the end of a period: what was spent, and for the rest of it the mean
 * of the last whole days. The interval is that within which 90 of 100 such sums lie if days differ
 * from one another at random, as the last ones did (Student's t, prediction of a sum).
 *
 * @param spent in the period up to now
 * @param forecast null if there are fewer than three whole days to go by, as are low and high
 * @param low nothing less than what was spent
 * @param intervalPercent how often the sum lies between low and high
 * @param basisDays how many whole days it is made from
 */
public record Forecast(
    Usd spent,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Usd forecast,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Usd low,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Nullable Usd high,
    int intervalPercent,
    int basisDays) {

  private static final MathContext DIGITS = MathContext.DECIMAL64;
  private static final int DECIMALS = 6;
  private static final int FEWEST_DAYS = 3;
  private static final int PERCENT = 90;

  /** The 95th percentile of Student's t, for 2 and more degrees of freedom. */
  private static final List<BigDecimal> QUANTILES =
      List.of(
              "2.920", "2.353", "2.132", "2.015", "1.943", "1.895", "1.860", "1.833", "1.812",
              "1.796", "1.782", "1.771", "1.761", "1.753", "1.746", "1.740", "1.734", "1.729",
              "1.725", "1.721", "1.717", "1.714", "1.711", "1.708", "1.706", "1.703")
          .stream()
          .map(BigDecimal::new)
          .toList();

  /**
   * Makes a forecast.
   *
   * @param days what was spent on each of the last whole days, up to 28
   * @param rest days that are left of the period, with the rest of the present one
   */
  static Forecast of(BigDecimal spent, List<BigDecimal> days, BigDecimal rest) {
    if (days.size() < FEWEST_DAYS) {
      return new Forecast(new Usd(spent), null, null, null, PERCENT, days.size());
    }
    BigDecimal number = BigDecimal.valueOf(days.size());
    BigDecimal mean = sum(days).divide(number, DIGITS);
    BigDecimal squares =
        sum(days.stream().map(day -> day.subtract(mean, DIGITS).pow(2, DIGITS)).toList());
    BigDecimal variance = squares.divide(number.subtract(BigDecimal.ONE), DIGITS);
    BigDecimal spread =
        variance
            .multiply(rest.add(rest.pow(2, DIGITS).divide(number, DIGITS), DIGITS), DIGITS)
            .sqrt(DIGITS);
    BigDecimal margin = spread.multiply(QUANTILES.get(days.size() - FEWEST_DAYS), DIGITS);
    BigDecimal end = spent.add(mean.multiply(rest, DIGITS));
    return new Forecast(
        new Usd(spent),
        rounded(end),
        rounded(end.subtract(margin).max(spent)),
        rounded(end.add(margin)),
        PERCENT,
        days.size());
  }

  private static BigDecimal sum(List<BigDecimal> amounts) {
    return amounts.stream().reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  private static Usd rounded(BigDecimal amount) {
    return new Usd(amount.setScale(DECIMALS, RoundingMode.HALF_EVEN));
  }
}
