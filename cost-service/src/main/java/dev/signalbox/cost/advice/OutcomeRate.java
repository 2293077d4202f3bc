package dev.signalbox.cost.advice;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How often calls were completed rather than failed.
 *
 * @param failed by the provider's fault, or too late
 */
record OutcomeRate(long completed, long failed) {

  private static final MathContext DIGITS = MathContext.DECIMAL64;

  /** The 95th percentile of the normal distribution. */
  private static final BigDecimal QUANTILE = new BigDecimal("1.6449");

  private static final BigDecimal SQUARE = QUANTILE.multiply(QUANTILE);
  private static final BigDecimal TWO = BigDecimal.TWO;
  private static final BigDecimal FOUR = BigDecimal.valueOf(4);

  long calls() {
    return completed + failed;
  }

  private BigDecimal number() {
    return BigDecimal.valueOf(calls());
  }

  private BigDecimal rate() {
    return BigDecimal.valueOf(completed).divide(number(), DIGITS);
  }

  /** Below it the true rate is in 5 of 100 samples (Wilson's score interval). */
  private BigDecimal low() {
    return middle().subtract(margin(), DIGITS);
  }

  private BigDecimal high() {
    return middle().add(margin(), DIGITS);
  }

  private BigDecimal middle() {
    return rate().add(SQUARE.divide(TWO.multiply(number()), DIGITS)).divide(shrink(), DIGITS);
  }

  private BigDecimal margin() {
    BigDecimal rate = rate();
    BigDecimal variance =
        rate.multiply(BigDecimal.ONE.subtract(rate), DIGITS)
            .divide(number(), DIGITS)
            .add(SQUARE.divide(FOUR.multiply(number().pow(2)), DIGITS));
    return QUANTILE.multiply(variance.sqrt(DIGITS), DIGITS).divide(shrink(), DIGITS);
  }

  private BigDecimal shrink() {
    return BigDecimal.ONE.add(SQUARE.divide(number(), DIGITS));
  }

  /**
   * How much better than the other one it is at least: the lower end of the interval of the
   * difference (Newcombe 1998, method 10), which the true one is below in 5 of 100 samples.
   */
  BigDecimal betterAtLeastBy(OutcomeRate other) {
    BigDecimal below = rate().subtract(low(), DIGITS);
    BigDecimal above = other.high().subtract(other.rate(), DIGITS);
    BigDecimal margin = below.pow(2, DIGITS).add(above.pow(2, DIGITS), DIGITS).sqrt(DIGITS);
    return rate().subtract(other.rate(), DIGITS).subtract(margin, DIGITS);
  }
}
