package dev.signalbox.cost.lease;

import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.price.PriceFixtures;
import dev.signalbox.cost.price.RateCard;
import dev.signalbox.cost.price.Rates;
import dev.signalbox.cost.price.Tier;
import dev.signalbox.cost.price.TierRule;
import dev.signalbox.cost.usage.Bucket;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class WorstRatesTests {

  @Test
  void theDearestBucketCounts() {
    WorstRates worst =
        worstOf(
            PriceFixtures.card(
                rates(
                    Map.of(
                        Bucket.INPUT_UNCACHED, "3",
                        Bucket.INPUT_CACHE_READ, "0.3",
                        Bucket.INPUT_CACHE_WRITE_1H, "6",
                        Bucket.INPUT_AUDIO, "40",
                        Bucket.OUTPUT_VISIBLE, "15",
                        Bucket.OUTPUT_AUDIO, "80"))));

    assertThat(worst.perInputToken(10, true)).isEqualByComparingTo("0.000006");
    assertThat(worst.perInputToken(10, false)).isEqualByComparingTo("0.00004");
    assertThat(worst.perOutputToken(10, true)).isEqualByComparingTo("0.000015");
    assertThat(worst.perOutputToken(10, false)).isEqualByComparingTo("0.00008");
    assertThat(worst.perRequest()).isEqualByComparingTo("0");
  }

  @Test
  void aTierCountsIfTheInputMayReachIt() {
    WorstRates worst = worstOf(tiered(TierRule.WHOLE_REQUEST));

    assertThat(worst.perInputToken(200_000, true)).isEqualByComparingTo("0.000001");
    assertThat(worst.perInputToken(200_001, true)).isEqualByComparingTo("0.000002");
    assertThat(worst.perOutputToken(200_001, true)).isEqualByComparingTo("0.000006");
  }

  @Test
  void whereTiersAddUpTheDearestCounts() {
    assertThat(worstOf(tiered(TierRule.MARGINAL)).perOutputToken(1, true))
        .isEqualByComparingTo("0.000006");
  }

  @Test
  void ofTwoCardsTheWorseCounts() {
    WorstRates worst =
        worstOf(
            PriceFixtures.card(PriceFixtures.rates("1", "9")),
            PriceFixtures.card(PriceFixtures.rates("2", "6")));

    assertThat(worst.perInputToken(1, true)).isEqualByComparingTo("0.000002");
    assertThat(worst.perOutputToken(1, true)).isEqualByComparingTo("0.000009");
  }

  @Test
  void aFeeForTheRequestCounts() {
    WorstRates worst =
        worstOf(
            PriceFixtures.card(rates(Map.of(Bucket.INPUT_UNCACHED, "1", Bucket.REQUESTS, "5"))));

    assertThat(worst.perRequest()).isEqualByComparingTo("0.005");
  }

  @Test
  void whatIsPricedByNeitherTokensNorRequestsIsNotBounded() {
    assertThat(
            WorstRates.of(
                List.of(PriceFixtures.card(rates(Map.of(Bucket.INPUT_DOCUMENT_PAGES, "4"))))))
        .isEmpty();
  }

  private static WorstRates worstOf(RateCard... cards) {
    return WorstRates.of(List.of(cards)).orElseThrow();
  }

  private static RateCard tiered(TierRule rule) {
    return new RateCard(
        rule,
        List.of(
            new Tier(0, PriceFixtures.rates("1", "4")),
            new Tier(200_000, PriceFixtures.rates("2", "6"))));
  }

  private static Rates rates(Map<Bucket, String> dollars) {
    return new Rates(
        dollars.entrySet().stream()
            .collect(Collectors.toMap(Map.Entry::getKey, rate -> new BigDecimal(rate.getValue()))));
  }
}
