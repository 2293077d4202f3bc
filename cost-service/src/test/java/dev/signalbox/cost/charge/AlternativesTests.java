package dev.signalbox.cost.charge;

import static dev.signalbox.cost.price.PriceFixtures.rates;
import static org.assertj.core.api.Assertions.assertThat;

import dev.signalbox.cost.charge.Alternatives.Cached;
import dev.signalbox.cost.match.NameRule;
import dev.signalbox.cost.price.MatchedBy;
import dev.signalbox.cost.price.MatchedPrice;
import dev.signalbox.cost.price.Origin;
import dev.signalbox.cost.price.Period;
import dev.signalbox.cost.price.Price;
import dev.signalbox.cost.price.RateCard;
import dev.signalbox.cost.price.Rates;
import dev.signalbox.cost.price.Tier;
import dev.signalbox.cost.price.TierRule;
import dev.signalbox.cost.usage.Bucket;
import dev.signalbox.cost.usage.ServiceTier;
import dev.signalbox.cost.usage.Usage;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AlternativesTests {

  private static final Rates WITH_CACHE =
      new Rates(
          Map.of(
              Bucket.INPUT_UNCACHED, new BigDecimal("10"),
              Bucket.INPUT_CACHE_READ, new BigDecimal("1"),
              Bucket.INPUT_CACHE_WRITE_5M, new BigDecimal("12.5"),
              Bucket.OUTPUT_VISIBLE, new BigDecimal("40")));

  @Test
  void inTheLowestTierTheSameTokensCostItsRates() {
    RateCard card =
        new RateCard(
            TierRule.WHOLE_REQUEST,
            List.of(new Tier(0, rates("2", "10")), new Tier(200_000, rates("4", "15"))));

    Alternatives dear = alternatives(card, 300_000, 1_000);

    assertThat(dear.cost()).isEqualByComparingTo("1.215");
    assertThat(dear.inTheLowestTier().orElseThrow()).isEqualByComparingTo("0.61");
    assertThat(alternatives(card, 200_000, 1_000).inTheLowestTier()).isEmpty();
  }

  @Test
  void onlyWhatIsAboveTheThresholdIsDearerWhereTiersAddUp() {
    RateCard card =
        new RateCard(
            TierRule.MARGINAL,
            List.of(new Tier(0, rates("2", "10")), new Tier(200_000, rates("4", "15"))));

    Alternatives dear = alternatives(card, 300_000, 1_000);

    assertThat(dear.cost()).isEqualByComparingTo("0.81");
    assertThat(dear.inTheLowestTier().orElseThrow()).isEqualByComparingTo("0.61");
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0, 0.125",
    "4095, 0, 0.125",
    "4096, 4096, 0.077896",
    "5119, 4096, 0.077896",
    "9000, 8192, 0.030792",
    "90000, 10000, 0.01"
  })
  void aCacheHasWholeBlocksOfWhatWasSentBeforeAndKeepsTheRest(
      long known, long read, BigDecimal cost) {
    Cached cached = alternatives(card(WITH_CACHE), 10_000, 0).cached(known);

    assertThat(cached.tokens()).isEqualTo(read);
    assertThat(cached.cost()).isEqualByComparingTo(cost);
  }

  @Test
  void keepingCostsNothingWhereWritingHasNoPrice() {
    RateCard card =
        card(
            new Rates(
                Map.of(
                    Bucket.INPUT_UNCACHED, new BigDecimal("10"),
                    Bucket.INPUT_CACHE_READ, new BigDecimal("1"),
                    Bucket.OUTPUT_VISIBLE, new BigDecimal("40"))));

    assertThat(alternatives(card, 10_000, 0).cached(0).cost()).isEqualByComparingTo("0.1");
  }

  @Test
  void onlyALongPromptThatUsedNoCacheOfAModelThatHasOneCouldHave() {
    assertThat(alternatives(card(WITH_CACHE), 4_096, 1).cacheable()).isTrue();
    assertThat(alternatives(card(WITH_CACHE), 4_095, 1).cacheable()).isFalse();
    assertThat(alternatives(card(rates("10", "40")), 4_096, 1).cacheable()).isFalse();
    for (Bucket used : List.of(Bucket.INPUT_CACHE_READ, Bucket.INPUT_CACHE_WRITE_1H)) {
      assertThat(
              alternatives(
                      Map.of(ServiceTier.STANDARD, card(WITH_CACHE)),
                      ServiceTier.STANDARD,
                      Map.of(Bucket.INPUT_UNCACHED, 9_000L, used, 1L))
                  .cacheable())
          .isFalse();
    }
  }

  @Test
  void inABatchItCostsTheRatesOfBatchesIfThereAreAnyAndItWasNotInOne() {
    Map<ServiceTier, RateCard> cards =
        Map.of(
            ServiceTier.STANDARD, card(rates("10", "40")),
            ServiceTier.BATCH, card(rates("5", "20")));
    Map<Bucket, Long> counts = Map.of(Bucket.INPUT_UNCACHED, 1_000L, Bucket.OUTPUT_VISIBLE, 100L);

    assertThat(alternatives(cards, ServiceTier.STANDARD, counts).inBatch().orElseThrow())
        .isEqualByComparingTo("0.007");
    assertThat(alternatives(cards, ServiceTier.FLEX, counts).inBatch()).isEmpty();
    assertThat(alternatives(cards, ServiceTier.BATCH, counts).inBatch()).isEmpty();
    assertThat(alternatives(card(rates("10", "40")), 1_000, 100).inBatch()).isEmpty();
  }

  private static RateCard card(Rates rates) {
    return new RateCard(TierRule.WHOLE_REQUEST, List.of(new Tier(0, rates)));
  }

  private static Alternatives alternatives(RateCard card, long input, long output) {
    return alternatives(
        Map.of(ServiceTier.STANDARD, card),
        ServiceTier.STANDARD,
        Map.of(Bucket.INPUT_UNCACHED, input, Bucket.OUTPUT_VISIBLE, output));
  }

  private static Alternatives alternatives(
      Map<ServiceTier, RateCard> cards, ServiceTier served, Map<Bucket, Long> counts) {
    Price price =
        new Price(
            "acme/rocket#1",
            "acme",
            "rocket",
            new Period(null, null, null),
            cards,
            List.of(),
            "a test");
    Usage usage = Usage.disjoint(counts);
    return Alternatives.to(
        new PricedUsage(
            new MatchedPrice(price, MatchedBy.MODEL, new NameRule.Equal("rocket"), Origin.SHIPPED),
            served,
            usage,
            Charge.of(usage, price.card(served), FreeAllowance.NONE),
            List.of()));
  }
}
