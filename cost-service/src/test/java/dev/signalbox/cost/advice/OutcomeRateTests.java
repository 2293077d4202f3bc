package dev.signalbox.cost.advice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OutcomeRateTests {

  /** By hand from Newcombe's formula, with z = 1.6449. */
  @ParameterizedTest
  @CsvSource({
    "56, 14, 48, 32, 0.0766",
    "100, 0, 100, 0, -0.0263",
    "1000, 0, 1000, 0, -0.0027",
    "0, 200, 200, 0, -1",
    "200, 0, 0, 200, 0.9811"
  })
  void isBetterByWhatTheIntervalOfTheDifferenceSays(
      long completed, long failed, long othersCompleted, long othersFailed, BigDecimal expected) {
    assertThat(
            new OutcomeRate(completed, failed)
                .betterAtLeastBy(new OutcomeRate(othersCompleted, othersFailed)))
        .isCloseTo(expected, within(new BigDecimal("0.0001")));
  }
}
