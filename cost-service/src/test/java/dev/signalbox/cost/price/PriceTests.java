package dev.signalbox.cost.price;

import static dev.signalbox.cost.price.PriceFixtures.rates;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PriceTests {

  @Test
  void aTierHoldsAboveItsThresholdAndNotAtIt() {
    Price price = price(new Tier(200_000, rates("2.5", "15")), new Tier(0, rates("1.25", "10")));

    assertThat(price.tierFor(0).aboveInputTokens()).isZero();
    assertThat(price.tierFor(200_000).aboveInputTokens()).isZero();
    assertThat(price.tierFor(200_001).aboveInputTokens()).isEqualTo(200_000);
  }

  @Test
  void aPriceNeedsALowestTier() {
    assertThatThrownBy(() -> price(new Tier(1, rates("1", "1"))))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(PriceTests::price).isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void aBucketWithoutARateIsPricedLikeTheOneItStandsFor() {
    Rates rates =
        new Rates(
            Map.of(
                Bucket.INPUT_UNCACHED, BigDecimal.ONE,
                Bucket.INPUT_CACHE_WRITE_5M, new BigDecimal("1.25"),
                Bucket.OUTPUT_VISIBLE, BigDecimal.TEN));

    assertThat(rates.of(Bucket.INPUT_CACHE_READ)).isEqualTo("1");
    assertThat(rates.of(Bucket.INPUT_CACHE_WRITE_1H)).isEqualTo("1.25");
    assertThat(rates.of(Bucket.OUTPUT_REASONING)).isEqualTo("10");
  }

  @Test
  void aRateIsNeverNegativeOrMissing() {
    assertThatThrownBy(() -> rates("-1", "1")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> new Rates(Map.of(Bucket.INPUT_UNCACHED, BigDecimal.ONE)))
        .hasMessageContaining("output_visible");
  }

  private static Price price(Tier... tiers) {
    return new Price("p", "openai", "m", null, List.of(tiers), "a test");
  }
}
