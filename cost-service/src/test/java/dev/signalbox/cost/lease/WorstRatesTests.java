package dev.signalbox.cost.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.price.Price;
import dev.signalbox.cost.price.PriceFixtures;
import dev.signalbox.cost.price.Rates;
import dev.signalbox.cost.price.Tier;
import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorstRatesTests {

  @Test
  void theDearestBucketCounts() {
    Rates rates =
        new Rates(
            Map.of(
                Bucket.INPUT_UNCACHED, new BigDecimal("3"),
                Bucket.INPUT_CACHE_READ, new BigDecimal("0.3"),
                Bucket.INPUT_CACHE_WRITE_1H, new BigDecimal("6"),
                Bucket.INPUT_AUDIO, new BigDecimal("40"),
                Bucket.OUTPUT_VISIBLE, new BigDecimal("15"),
                Bucket.OUTPUT_AUDIO, new BigDecimal("80")));
    WorstRates worst = WorstRates.of(List.of(price(new Tier(0, rates))));

    assertThat(worst.perInputToken(10, true)).isEqualByComparingTo("0.000006");
    assertThat(worst.perInputToken(10, false)).isEqualByComparingTo("0.00004");
    assertThat(worst.perOutputToken(10, true)).isEqualByComparingTo("0.000015");
    assertThat(worst.perOutputToken(10, false)).isEqualByComparingTo("0.00008");
  }

  @Test
  void aTierCountsIfTheInputMayReachIt() {
    WorstRates worst =
        WorstRates.of(
            List.of(
                price(
                    new Tier(0, PriceFixtures.rates("1", "4")),
                    new Tier(200_000, PriceFixtures.rates("2", "6")))));

    assertThat(worst.perInputToken(200_000, true)).isEqualByComparingTo("0.000001");
    assertThat(worst.perInputToken(200_001, true)).isEqualByComparingTo("0.000002");
    assertThat(worst.perOutputToken(200_001, true)).isEqualByComparingTo("0.000006");
  }

  @Test
  void ofTwoPricesTheWorseCounts() {
    WorstRates worst =
        WorstRates.of(
            List.of(
                price(new Tier(0, PriceFixtures.rates("1", "9"))),
                price(new Tier(0, PriceFixtures.rates("2", "6")))));

    assertThat(worst.perInputToken(1, true)).isEqualByComparingTo("0.000002");
    assertThat(worst.perOutputToken(1, true)).isEqualByComparingTo("0.000009");
  }

  private static Price price(Tier... tiers) {
    return new Price("p", "openai", "m", null, List.of(tiers), "a test");
  }
}
